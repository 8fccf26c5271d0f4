package io.jumun.books;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * For each user and content at most as many orders as requests that may have stored one, and as
 * many paid as may have been paid.
 */
final class OrdersAreExplained implements Rule {

  @Override
  public String name() {
    return "every order was asked for";
  }

  @Override
  public void judge(World world, Findings findings) {
    var stored = new HashMap<Content, Integer>();
    var paid = new HashMap<Content, Integer>();
    for (var order : world.orders().values()) {
      var content = new Content(order.user(), Order.quantities(order.lines()), order.coupon());
      stored.merge(content, 1, Integer::sum);
      if (order.isPaid()) {
        paid.merge(content, 1, Integer::sum);
      }
    }
    compare("stored", stored, asked(world, OrdersAreExplained::mayBeStored), findings);
    compare("paid", paid, asked(world, OrdersAreExplained::mayBePaid), findings);
  }

  private static void compare(
      String what, Map<Content, Integer> orders, Map<Content, Integer> asked, Findings findings) {
    orders.forEach(
        (content, count) -> {
          int most = asked.getOrDefault(content, 0);
          if (count > most) {
            findings.add("%s: %d orders %s, at most %d asked for", content, count, what, most);
          }
        });
  }

  /** Repetitions under one key ask for one order. */
  private static Map<Content, Integer> asked(World world, Predicate<OrderOutcome> may) {
    var asked = new HashMap<Content, Integer>();
    var keys = new HashSet<Keyed>();
    for (var attempt : world.clients().orderAttempts()) {
      var content = new Content(attempt.userId(), attempt.lines(), attempt.couponId());
      var key = attempt.key();
      if (may.test(attempt.outcome()) && (key == null || keys.add(new Keyed(key, content)))) {
        asked.merge(content, 1, Integer::sum);
      }
    }
    return asked;
  }

  /** 500 says that an order is cancelled, which may be stored even where it names none. */
  private static boolean mayBeStored(OrderOutcome told) {
    return !(told instanceof OrderOutcome.Rejected refused)
        || refused.orderId() != null
        || refused.httpStatus() == 500;
  }

  private static boolean mayBePaid(OrderOutcome told) {
    return !(told instanceof OrderOutcome.Rejected);
  }

  private record Content(long user, SortedMap<Long, Long> lines, @Nullable Long coupon) {}

  private record Keyed(String key, Content content) {}
}
