package io.jumun.balance;

/** What the saga asks of this service for one order. */
public sealed interface Instruction permits Payment, Cancellation {

  long orderId();

  long userId();
}
