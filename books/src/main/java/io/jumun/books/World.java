package io.jumun.books;

import java.util.Collection;
import java.util.Map;

/**
 * Everything the rules judge, read once.
 *
 * @param orders by id
 * @param keyedOrders that idempotency keys name
 * @param deadlocks since each database was created, as far as anybody looked, by its name
 */
record World(
    ClientHistory clients,
    Map<Long, Order> orders,
    Collection<Long> keyedOrders,
    Money money,
    Stock stock,
    Coupons coupons,
    Platform platform,
    Events events,
    Flow flow,
    Map<String, Long> deadlocks,
    Memory memory,
    Explained explained) {

  /** Whether a row or an event of this order has a place in the books. */
  boolean knows(long order) {
    return orders.containsKey(order) || events.injectedFor().contains(order);
  }
}
