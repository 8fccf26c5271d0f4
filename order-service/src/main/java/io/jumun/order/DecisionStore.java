package io.jumun.order;

import java.util.Collection;
import java.util.List;

/**
 * What decisions read and write, a statement however large the batch, in the caller's transaction.
 * What it writes is sent right before the commit.
 */
interface DecisionStore {

  /**
   * Waits for whoever holds one of them; always in id order, so that nobody waits in a circle. Ids
   * without an order are left out.
   */
  List<Order> lockAll(Collection<Long> ids);

  /** Leaves aside what another replica is deciding right now. */
  List<Order> lockOverdue(int limit);

  /** Writes the state of orders that are locked. */
  void saveStates(Collection<Order> orders);
}
