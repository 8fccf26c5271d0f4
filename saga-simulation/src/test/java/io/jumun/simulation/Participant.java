package io.jumun.simulation;

import io.jumun.contracts.SettlementEvent.OrdersSettled;

/** A service that does something for an order, and undoes it when the order is cancelled. */
public interface Participant extends Side {

  StepView step(long orderId);

  /** Within a transaction: asks for the ends of orders that do not agree with the statement. */
  void compare(OrdersSettled statement);
}
