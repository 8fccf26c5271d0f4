package io.jumun.books;

import io.jumun.books.Stock.Reservation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A paid order holds just its lines, at the prices paid; a cancelled one holds nothing. */
final class StockAgreesWithOrders implements Rule {

  @Override
  public String name() {
    return "stock is reserved for paid orders and for no other";
  }

  @Override
  public void judge(World world, Findings findings) {
    var reservations = world.stock().reservations();
    for (var order : world.orders().values()) {
      var reservation = reservations.get(order.id());
      if (order.isPaid() && !holds(reservation, order)) {
        findings.add("%s, but product-service has %s", order, reservation);
      } else if (order.isCancelled() && isReserved(reservation)) {
        findings.add("%s, but product-service holds %s", order, reservation);
      }
    }
    reservations.forEach(
        (order, reservation) -> {
          if (!world.knows(order)) {
            findings.add("%s is for order %d, which is unknown", reservation, order);
          }
        });
  }

  private static boolean holds(@Nullable Reservation reservation, Order order) {
    return reservation != null
        && isReserved(reservation)
        && Set.copyOf(reservation.lines()).equals(Set.copyOf(order.lines()));
  }

  private static boolean isReserved(@Nullable Reservation reservation) {
    return reservation != null && reservation.state().equals("RESERVED");
  }
}
