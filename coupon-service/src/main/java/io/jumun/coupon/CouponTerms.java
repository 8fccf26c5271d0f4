package io.jumun.coupon;

import io.jumun.contracts.CouponEvent.CouponRejected.Reason;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign promises; never changes once it is published.
 *
 * @param discountValue minor units for AMOUNT, 1 to 100 for RATE
 * @param maxDiscountAmount caps a RATE, in minor units
 * @param minOrderAmount smallest total, before the discount, that the coupon can be used on
 * @param totalQuantity how many coupons can be issued
 * @param validFrom first instant at which the coupon can be used
 * @param validUntil last instant at which the coupon can be issued or used
 */
@Embeddable
public record CouponTerms(
    String name,
    @Enumerated(EnumType.STRING) DiscountType discountType,
    long discountValue,
    @Nullable Long maxDiscountAmount,
    @Nullable Long minOrderAmount,
    long totalQuantity,
    @Nullable Instant validFrom,
    @Nullable Instant validUntil) {

  /** What is taken off a total, in minor units: never more than the total. */
  long discountOn(long total) {
    return Math.min(
        total,
        switch (discountType) {
          case AMOUNT -> discountValue;
          case RATE -> capped(percentOf(total));
        });
  }

  /** Why the coupon cannot be used on a total at a time; empty if it can. */
  Optional<Reason> refusal(long total, Instant now) {
    if (validFrom != null && now.isBefore(validFrom)) {
      return Optional.of(Reason.NOT_YET_VALID);
    }
    if (isExpired(now)) {
      return Optional.of(Reason.EXPIRED);
    }
    if (minOrderAmount != null && total < minOrderAmount) {
      return Optional.of(Reason.BELOW_MINIMUM_ORDER);
    }
    return Optional.empty();
  }

  boolean isExpired(Instant now) {
    return validUntil != null && now.isAfter(validUntil);
  }

  /**
   * floor(total × rate / 100), without the product, which a {@code long} could not hold: whole
   * hundreds give whole units, and only the rest of the last hundred is rounded.
   */
  private long percentOf(long total) {
    return Math.addExact(
        Math.multiplyExact(total / 100, discountValue), total % 100 * discountValue / 100);
  }

  private long capped(long discount) {
    return maxDiscountAmount == null ? discount : Math.min(discount, maxDiscountAmount);
  }
}
