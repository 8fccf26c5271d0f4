package io.jumun.coupon.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jumun.coupon.DiscountType;
import io.jumun.coupon.OwnedCoupon;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record OwnedCouponAnswer(
    long userCouponId,
    long couponId,
    String name,
    DiscountType discountType,
    long discountValue,
    OwnedCoupon.Status status,
    Instant issuedAt,
    @Nullable Instant usedAt,
    @Nullable Long orderId,
    @Nullable Instant validUntil) {

  static OwnedCouponAnswer of(OwnedCoupon coupon) {
    var terms = coupon.terms();
    return new OwnedCouponAnswer(
        coupon.userCouponId(),
        coupon.couponId(),
        terms.name(),
        terms.discountType(),
        terms.discountValue(),
        coupon.status(),
        coupon.issuedAt(),
        coupon.usedAt(),
        coupon.orderId(),
        terms.validUntil());
  }
}
