package io.jumun.order;

import io.jumun.contracts.OrderEvent.CancelReason;

/** How an order ended, for good. */
public sealed interface Outcome {

  long orderId();

  /**
   * @param finalAmount what the user paid, in minor units
   */
  record Paid(long orderId, long finalAmount) implements Outcome {}

  /** Nothing was paid, or it is paid back. */
  record Cancelled(long orderId, CancelReason reason) implements Outcome {}
}
