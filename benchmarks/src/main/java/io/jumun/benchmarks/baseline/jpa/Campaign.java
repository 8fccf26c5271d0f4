package io.jumun.benchmarks.baseline.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(name = "coupons")
class Campaign {

  @Id private long couponId;
  private String discountType;
  private long discountValue;
  private @Nullable Long maxDiscountAmount;
  private @Nullable Long minOrderAmount;
  private long totalQuantity;
  private long issuedQuantity;
  private @Nullable Instant validFrom;
  private @Nullable Instant validUntil;

  @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
  protected Campaign() {}

  boolean isSoldOut() {
    return issuedQuantity >= totalQuantity;
  }

  boolean allows(long total, Instant now) {
    return (validFrom == null || !now.isBefore(validFrom))
        && (validUntil == null || !now.isAfter(validUntil))
        && (minOrderAmount == null || total >= minOrderAmount);
  }

  long discountOn(long total) {
    if (discountType.equals("AMOUNT")) {
      return Math.min(total, discountValue);
    }
    long rate = total / 100 * discountValue + total % 100 * discountValue / 100;
    return Math.min(total, maxDiscountAmount == null ? rate : Math.min(rate, maxDiscountAmount));
  }

  long couponId() {
    return couponId;
  }
}
