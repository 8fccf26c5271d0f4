package io.jumun.order.reconciliation;

import io.jumun.contracts.SettlementEvent.OrdersSettled;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The orders at a cursor, and what may be stated of them.
 *
 * @param from the cursor: the first id that is not stated yet
 * @param orders all that are stored from there on, ascending by id, up to {@link #MAX_ORDERS}
 */
record Stretch(long from, List<StoredOrder> orders) {

  /** Most orders of one statement. */
  static final int MAX_ORDERS = 500;

  /**
   * Most ids of one statement. Ids may be missing by the thousand after a restore, and somebody may
   * hold something for each.
   */
  static final long MAX_IDS = 10_000;

  /** Empty while the first of the orders has not settled, or there is none. */
  Optional<OrdersSettled> statement(Instant now) {
    var settled = orders.stream().takeWhile(StoredOrder::settled).toList();
    if (settled.isEmpty()) {
      return Optional.empty();
    }
    var to = Math.min(settled.getLast().orderId(), from + MAX_IDS - 1);
    var paid = settled.stream().filter(o -> o.paid() && o.orderId() <= to).toList();
    return Optional.of(
        new OrdersSettled(
            from,
            to,
            paid.stream().map(StoredOrder::orderId).toList(),
            paid.stream().filter(StoredOrder::withCoupon).map(StoredOrder::orderId).toList(),
            now));
  }

  /** Whether there may be more to state right away. */
  boolean isCutOffBy(OrdersSettled statement) {
    return (orders.size() == MAX_ORDERS && statement.toOrderId() == orders.getLast().orderId())
        || statement.toOrderId() == from + MAX_IDS - 1;
  }

  /**
   * @param settled whether it ended at least the pass's lag ago
   */
  record StoredOrder(long orderId, boolean settled, boolean paid, boolean withCoupon) {}
}
