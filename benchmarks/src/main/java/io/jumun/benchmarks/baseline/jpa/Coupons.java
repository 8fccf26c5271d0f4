package io.jumun.benchmarks.baseline.jpa;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Discounts of coupons that users hold. */
@Component
public class Coupons {

  private final CampaignRepository campaigns;
  private final UserCouponRepository coupons;

  Coupons(CampaignRepository campaigns, UserCouponRepository coupons) {
    this.campaigns = campaigns;
    this.coupons = coupons;
  }

  /** Spends the user's coupon and tells the discount; empty, and nothing is changed, when not. */
  public OptionalLong use(long couponId, long userId, long orderId, long total, Instant now) {
    var campaign = campaigns.findById(couponId);
    if (campaign.isEmpty()
        || !campaign.get().allows(total, now)
        || coupons.use(couponId, userId, orderId, now) == 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(campaign.get().discountOn(total));
  }

  /**
   * The user's coupon, which nobody else uses until the transaction ends; empty when it is no good.
   */
  public Optional<Locked> lock(long couponId, long userId, long total, Instant now) {
    var campaign = campaigns.findById(couponId);
    if (campaign.isEmpty() || !campaign.get().allows(total, now)) {
      return Optional.empty();
    }
    return coupons
        .lock(couponId, userId)
        .filter(coupon -> !coupon.isUsed())
        .map(coupon -> new Locked(coupon, campaign.get().discountOn(total)));
  }

  public boolean restore(long orderId) {
    return coupons.restore(orderId) == 1;
  }

  /** A coupon that can be used. */
  public static final class Locked {

    private final UserCoupon coupon;
    private final long discount;

    Locked(UserCoupon coupon, long discount) {
      this.coupon = coupon;
      this.discount = discount;
    }

    public long discount() {
      return discount;
    }

    public void useFor(long orderId, Instant now) {
      coupon.useFor(orderId, now);
    }
  }
}
