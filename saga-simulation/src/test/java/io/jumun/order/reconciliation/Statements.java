package io.jumun.order.reconciliation;

import io.jumun.contracts.SettlementEvent.OrdersSettled;
import io.jumun.order.reconciliation.Stretch.StoredOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** What order-service states of the orders from an id on. */
public final class Statements {

  private Statements() {}

  /**
   * @param stored all orders from there on, ascending
   */
  public static Optional<OrdersSettled> of(
      long from,
      List<Long> stored,
      LongPredicate settled,
      LongPredicate paid,
      LongPredicate withCoupon,
      Instant now) {
    var orders =
        stored.stream()
            .map(id -> new StoredOrder(id, settled.test(id), paid.test(id), withCoupon.test(id)))
            .toList();
    return new Stretch(from, orders).statement(now);
  }
}
