package io.jumun.contracts;

/** Anything that happened to an order, whoever published it. */
public sealed interface SagaEvent permits OrderEvent, StockEvent, CouponEvent, BalanceEvent {

  /** The order this happened to; also the Kafka key. */
  long orderId();
}
