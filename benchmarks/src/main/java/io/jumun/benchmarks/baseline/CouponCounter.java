package io.jumun.benchmarks.baseline;

/** Hands out coupons, first come first served, one per user. */
public interface CouponCounter {

  Issue issue(long couponId, long userId);

  /** How a request for a coupon ended. */
  sealed interface Issue {

    record Issued(long userCouponId) implements Issue {}

    /** Nothing was issued. */
    enum Refused implements Issue {
      UNKNOWN_CAMPAIGN,
      ALREADY_ISSUED,
      SOLD_OUT
    }
  }
}
