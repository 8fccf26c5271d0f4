package io.jumun.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Published by coupon-service on {@link Topics#COUPON_EVENTS}. */
public sealed interface CouponEvent extends SagaEvent {

  /**
   * The user's coupon is spent on this order. balance-service reacts.
   *
   * @param discountAmount never more than {@code totalAmount}
   * @param finalAmount what the user pays: total less discount
   */
  record CouponUsed(
      long orderId,
      long userId,
      long couponId,
      long userCouponId,
      List<PricedLine> lines,
      long totalAmount,
      long discountAmount,
      long finalAmount)
      implements CouponEvent {

    public CouponUsed {
      Require.id(orderId, "orderId");
      Require.id(userId, "userId");
      Require.id(couponId, "couponId");
      Require.id(userCouponId, "userCouponId");
      lines = Require.lines(lines);
      Require.amount(totalAmount, "totalAmount");
      Require.amount(discountAmount, "discountAmount");
      Require.amount(finalAmount, "finalAmount");
    }
  }

  /** The coupon cannot be used for this order; it is unchanged. */
  record CouponRejected(long orderId, long couponId, @Nullable Reason reason)
      implements CouponEvent {

    public CouponRejected {
      Require.id(orderId, "orderId");
      Require.id(couponId, "couponId");
    }

    /** Why the coupon was refused. */
    public enum Reason {
      NOT_ISSUED_TO_USER,
      ALREADY_USED,
      NOT_YET_VALID,
      EXPIRED,
      BELOW_MINIMUM_ORDER
    }
  }

  /**
   * The order was stated to have ended unpaid, and its coupon is still spent. order-service answers
   * with the order's end.
   */
  record CouponOutcomeRequested(long orderId, long userId) implements CouponEvent {

    public CouponOutcomeRequested {
      Require.id(orderId, "orderId");
      Require.id(userId, "userId");
    }
  }

  /** The coupon was given back and can be used again. */
  record CouponRestored(long orderId, long couponId, long userCouponId) implements CouponEvent {

    public CouponRestored {
      Require.id(orderId, "orderId");
      Require.id(couponId, "couponId");
      Require.id(userCouponId, "userCouponId");
    }
  }
}
