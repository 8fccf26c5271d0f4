package io.jumun.coupon.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jumun.coupon.Coupon;
import io.jumun.coupon.DiscountType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record CouponAnswer(
    long couponId,
    String name,
    DiscountType discountType,
    long discountValue,
    @Nullable Long maxDiscountAmount,
    @Nullable Long minOrderAmount,
    long totalQuantity,
    long issuedQuantity,
    @Nullable Instant validFrom,
    @Nullable Instant validUntil) {

  static CouponAnswer of(Coupon coupon) {
    var terms = coupon.terms();
    return new CouponAnswer(
        coupon.couponId(),
        terms.name(),
        terms.discountType(),
        terms.discountValue(),
        terms.maxDiscountAmount(),
        terms.minOrderAmount(),
        terms.totalQuantity(),
        coupon.issuedQuantity(),
        terms.validFrom(),
        terms.validUntil());
  }
}
