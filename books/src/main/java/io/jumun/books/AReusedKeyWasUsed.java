package io.jumun.books;

import io.jumun.books.ClientAction.OrderAttempt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whoever is told that a key was used for something else did use it so: no other user's counts. */
final class AReusedKeyWasUsed implements Rule {

  private static final String REUSED = "IDEMPOTENCY_KEY_REUSED";

  private record Content(Map<Long, Long> lines, @Nullable Long coupon) {}

  @Override
  public String name() {
    return "a key is refused for its own user's orders alone";
  }

  @Override
  public void judge(World world, Findings findings) {
    var used = new HashMap<List<Object>, Set<Content>>();
    for (var attempt : world.clients().orderAttempts()) {
      if (attempt.key() != null) {
        used.computeIfAbsent(keyOf(attempt), _ -> new HashSet<>())
            .add(new Content(attempt.lines(), attempt.couponId()));
      }
    }
    world.clients().orderAttempts().stream()
        .filter(attempt -> attempt.key() != null && isRefused(attempt.outcome()))
        .filter(attempt -> used.getOrDefault(keyOf(attempt), Set.of()).size() < 2)
        .forEach(
            attempt -> findings.add("user %d used key %s once", attempt.userId(), attempt.key()));
  }

  private static List<Object> keyOf(OrderAttempt attempt) {
    return List.of(attempt.userId(), Objects.requireNonNull(attempt.key()));
  }

  private static boolean isRefused(OrderOutcome told) {
    return told instanceof OrderOutcome.Rejected(_, var code, _) && code.equals(REUSED);
  }
}
