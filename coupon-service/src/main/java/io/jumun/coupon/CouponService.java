package io.jumun.coupon;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Campaigns, and what users hold of them. */
@Service
public class CouponService {

  private final CouponRepository campaigns;
  private final UserCouponRepository coupons;
  private final Clock clock;

  CouponService(CouponRepository campaigns, UserCouponRepository coupons, Clock clock) {
    this.campaigns = campaigns;
    this.coupons = coupons;
    this.clock = clock;
  }

  @Transactional
  public Coupon create(CouponTerms terms) {
    return campaigns.save(new Coupon(terms, clock.instant().truncatedTo(ChronoUnit.MICROS)));
  }

  @Transactional(readOnly = true)
  public Optional<Coupon> find(long couponId) {
    return campaigns.findById(couponId);
  }

  /**
   * Newest first.
   *
   * @param before only coupons with a smaller id
   * @param limit how many at most
   */
  @Transactional(readOnly = true)
  public List<OwnedCoupon> couponsOf(long userId, long before, int limit) {
    var now = clock.instant();
    return coupons.findOfUser(userId, before, Limit.of(limit)).stream()
        .map(found -> OwnedCoupon.of(found.coupon(), found.campaign(), now))
        .toList();
  }
}
