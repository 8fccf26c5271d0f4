package io.jumun.benchmarks.baseline;

/** How an order ended. */
public sealed interface Outcome {

  long orderId();

  record Paid(long orderId, long finalAmount) implements Outcome {}

  record Refused(long orderId, Refusal reason) implements Outcome {}
}
