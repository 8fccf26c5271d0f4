package io.jumun.benchmarks.baseline.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "user_coupons")
@SuppressWarnings("UnusedVariable") // columns that only Hibernate and JPQL read
class UserCoupon {

  @Id private long userCouponId;

  @Column(updatable = false)
  private long couponId;

  @Column(updatable = false)
  private long userId;

  private String status;
  private @Nullable Long orderId;
  private @Nullable Instant usedAt;

  @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
  protected UserCoupon() {}

  boolean isUsed() {
    return status.equals("USED");
  }

  void useFor(long orderId, Instant now) {
    this.status = "USED";
    this.orderId = orderId;
    this.usedAt = now;
  }
}
