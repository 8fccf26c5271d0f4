package io.jumun.books;

import io.jumun.books.Platform.Received;
import java.util.List;
import java.util.stream.Collectors;

/** With the amount paid, and no order that is not paid. */
final class ThePlatformHasPaidOrders implements Rule {

  @Override
  public String name() {
    return "the data platform has each paid order once";
  }

  @Override
  public void judge(World world, Findings findings) {
    var received =
        world.platform().received().stream()
            .collect(
                Collectors.groupingBy(
                    Received::order, Collectors.mapping(Received::amount, Collectors.toList())));
    for (var order : world.orders().values()) {
      var amounts = received.getOrDefault(order.id(), List.of());
      var delivery = world.platform().deliveries().get(order.id());
      var due = order.isPaid() ? List.of(order.paidAmount()) : List.<Long>of();
      if (!amounts.equals(due) || (order.isPaid() && !"DELIVERED".equals(delivery))) {
        findings.add("%s is %s there with amounts %s", order, delivery, amounts);
      }
    }
    received.keySet().stream()
        .filter(order -> !world.knows(order))
        .forEach(order -> findings.add("order %d does not exist", order));
  }
}
