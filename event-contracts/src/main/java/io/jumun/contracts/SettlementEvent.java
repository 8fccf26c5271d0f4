package io.jumun.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Published by order-service on {@link Topics#SETTLEMENT_EVENTS}. Tells of a range of orders. */
public sealed interface SettlementEvent extends PublishedEvent {

  /**
   * Every order of a range of ids that was stored has ended, a while ago. Each participant compares
   * it with what it holds and asks for the end of what does not agree. Nothing is undone for this
   * event alone: an order may be stored later under an id of the range.
   *
   * @param fromOrderId the first id of the range, also the Kafka key
   * @param toOrderId the last id of the range
   * @param paid the orders that are PAID, ascending; any other id of the range was cancelled or, so
   *     far, never stored
   * @param paidWithCoupon those of {@code paid} that used a coupon
   */
  record OrdersSettled(
      long fromOrderId,
      long toOrderId,
      List<Long> paid,
      List<Long> paidWithCoupon,
      Instant statedAt)
      implements SettlementEvent {

    public OrdersSettled {
      Require.id(fromOrderId, "fromOrderId");
      Require.atLeast(fromOrderId, toOrderId, "toOrderId");
      paid = List.copyOf(paid);
      for (var id : paid) {
        Require.atLeast(fromOrderId, id, "paid");
        Require.atLeast(id, toOrderId, "toOrderId");
      }
      paidWithCoupon = List.copyOf(paidWithCoupon);
      Objects.requireNonNull(statedAt, "statedAt");
    }
  }
}
