package io.jumun.coupon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's coupon as it stands.
 *
 * @param orderId what it is spent on, with {@code usedAt}
 */
public record OwnedCoupon(
    long userCouponId,
    long couponId,
    CouponTerms terms,
    Status status,
    Instant issuedAt,
    @Nullable Instant usedAt,
    @Nullable Long orderId) {

  static OwnedCoupon of(UserCoupon coupon, Coupon campaign, Instant now) {
    return new OwnedCoupon(
        coupon.userCouponId(),
        coupon.couponId(),
        campaign.terms(),
        status(coupon, campaign.terms(), now),
        coupon.issuedAt(),
        coupon.usedAt(),
        coupon.orderId());
  }

  private static Status status(UserCoupon coupon, CouponTerms terms, Instant now) {
    if (coupon.isUsed()) {
      return Status.USED;
    }
    return terms.isExpired(now) ? Status.EXPIRED : Status.ISSUED;
  }

  /** EXPIRED is never stored: it is what ISSUED means once the campaign is over. */
  public enum Status {
    ISSUED,
    USED,
    EXPIRED
  }
}
