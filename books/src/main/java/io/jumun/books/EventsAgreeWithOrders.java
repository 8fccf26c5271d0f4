package io.jumun.books;

import io.jumun.books.Events.Seen;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The end of every order is published, with its amount or its reason, and nothing of orders that do
 * not exist.
 */
final class EventsAgreeWithOrders implements Rule {

  @Override
  public String name() {
    return "events tell what became of each order";
  }

  @Override
  public void judge(World world, Findings findings) {
    var byOrder = world.events().byOrder();
    for (var order : world.orders().values()) {
      var seen = byOrder.getOrDefault(order.id(), List.of());
      if ((order.isPaid() && !tellPaid(order, seen))
          || (order.isCancelled() && !tellCancelled(order, seen))) {
        findings.add("%s, but its events are %s", order, seen);
      }
    }
    byOrder.forEach(
        (order, seen) -> {
          if (!world.knows(order)) {
            findings.add("order %d does not exist, but has events %s", order, seen);
          }
        });
  }

  private static boolean tellPaid(Order order, List<Seen> seen) {
    return all(seen, EventKind.ORDER_PAID, e -> Objects.equals(e.amount(), order.amount()))
        && all(seen, EventKind.BALANCE_DEDUCTED, e -> Objects.equals(e.amount(), order.amount()))
        && (order.coupon() == null) == of(seen, EventKind.COUPON_USED).isEmpty();
  }

  private static boolean tellCancelled(Order order, List<Seen> seen) {
    return all(seen, EventKind.ORDER_CANCELLED, e -> Objects.equals(e.reason(), order.reason()));
  }

  private static boolean all(List<Seen> seen, EventKind kind, Predicate<Seen> condition) {
    var events = of(seen, kind);
    return !events.isEmpty() && events.stream().allMatch(condition);
  }

  private static List<Seen> of(List<Seen> seen, EventKind kind) {
    return seen.stream().filter(event -> event.kind() == kind).toList();
  }
}
