package io.jumun.books;

import java.util.List;
import java.util.Map;

/**
 * What dataplatform-consumer has stored, and what the data platform got.
 *
 * @param deliveries their status, by order
 */
record Platform(Map<Long, String> deliveries, List<Received> received) {

  record Received(long order, long amount) {}
}
