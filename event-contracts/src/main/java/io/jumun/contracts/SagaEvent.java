package io.jumun.contracts;

/** Anything that happened to an order, whoever published it. */
public sealed interface SagaEvent extends PublishedEvent
    permits OrderEvent, StockEvent, CouponEvent, BalanceEvent, DataPlatformEvent {

  /** The order this happened to; also the Kafka key. */
  long orderId();
}
