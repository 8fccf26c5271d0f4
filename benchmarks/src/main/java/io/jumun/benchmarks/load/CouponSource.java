package io.jumun.benchmarks.load;

/** Coupons for orders and campaigns to ask coupons of; each is given out once. */
public interface CouponSource {

  /** A coupon that a user holds and has not used. */
  Held next();

  /** The same of a user without money. */
  Held nextOfPoor();

  /** A user who has not asked for a coupon of a campaign yet. */
  Held nextWish();

  /** A user and a campaign. */
  record Held(long couponId, long userId) {}
}
