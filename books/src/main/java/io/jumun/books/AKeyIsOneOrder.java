package io.jumun.books;

import io.jumun.books.ClientAction.OrderAttempt;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** All answers under a user's key name one order and say the same. */
final class AKeyIsOneOrder implements Rule {

  @Override
  public String name() {
    return "an idempotency key is one order";
  }

  @Override
  public void judge(World world, Findings findings) {
    var byKey =
        world.clients().orderAttempts().stream()
            .filter(attempt -> attempt.key() != null && binds(attempt.outcome()))
            .collect(
                Collectors.groupingBy(
                    attempt -> List.of(attempt.userId(), Objects.requireNonNull(attempt.key())),
                    Collectors.mapping(OrderAttempt::outcome, Collectors.toSet())));
    byKey.forEach(
        (key, told) -> {
          long orders = told.stream().map(OrderOutcome::order).distinct().count();
          long ends = told.stream().filter(o -> !(o instanceof OrderOutcome.Accepted)).count();
          if (orders > 1 || ends > 1) {
            findings.add("user %s with key %s was told %s", key.get(0), key.get(1), told);
          }
        });
  }

  /** A refusal that names no order leaves the key unused; "unknown" may mean that, too. */
  private static boolean binds(OrderOutcome told) {
    return told.order() != null && !(told instanceof OrderOutcome.Unknown);
  }
}
