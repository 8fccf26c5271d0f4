package io.jumun.books;

import java.util.List;
import java.util.Map;

/**
 * What product-service has stored.
 *
 * @param left what can still be ordered, by product
 * @param reservations by order
 */
record Stock(Map<Long, Long> left, Map<Long, Reservation> reservations) {

  record Reservation(String state, List<Order.Line> lines) {}
}
