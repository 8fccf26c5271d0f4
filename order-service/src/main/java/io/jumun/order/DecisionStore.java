package io.jumun.order;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What decisions read and write, a statement however large the batch, in the caller's transaction.
 * What it writes is sent right before the commit.
 */
interface DecisionStore {

  /**
   * Waits for whoever holds one of them; always in id order, so that nobody waits in a circle. Ids
   * without an order are left out.
   */
  Locked lockAll(Collection<Long> ids);

  /** Leaves aside what another replica is deciding right now. */
  List<Order> lockOverdue(int limit);

  /** Writes the state of orders that are locked. */
  void saveStates(Collection<Order> orders);

  /**
   * @param at when all of them were locked, by the database's clock: waiting for them may have
   *     taken an order past its deadline
   */
  record Locked(Map<Long, Order> byId, Instant at) {}
}
