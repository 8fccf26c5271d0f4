package io.jumun.contracts;

/** All topics, each written by one service only. */
public final class Topics {

  /** Written by order-service, carries {@link OrderEvent}. */
  public static final String ORDER_EVENTS = "order.events";

  /** Written by product-service, carries {@link StockEvent}. */
  public static final String STOCK_EVENTS = "stock.events";

  /** Written by coupon-service, carries {@link CouponEvent}. */
  public static final String COUPON_EVENTS = "coupon.events";

  /** Written by balance-service, carries {@link BalanceEvent}. */
  public static final String BALANCE_EVENTS = "balance.events";

  /** Written by order-service, carries {@link SettlementEvent}. */
  public static final String SETTLEMENT_EVENTS = "settlement.events";

  /** Written by dataplatform-consumer, carries {@link DataPlatformEvent}. */
  public static final String DATAPLATFORM_EVENTS = "dataplatform.events";

  private Topics() {}
}
