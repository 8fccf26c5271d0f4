package io.jumun.coupon;

/** How a request for a coupon ended. */
public sealed interface IssueResult {

  /** The user has the coupon now. */
  record Issued(long userCouponId, long couponId, long userId) implements IssueResult {}

  /** Nothing was issued. */
  enum Refused implements IssueResult {
    UNKNOWN_CAMPAIGN,
    EXPIRED,
    ALREADY_ISSUED,
    SOLD_OUT
  }
}
