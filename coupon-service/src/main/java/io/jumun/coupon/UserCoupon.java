package io.jumun.coupon;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A coupon in a user's hands: issued, or spent on one order. */
@Entity
@Table(name = "user_coupons")
class UserCoupon {

  @Id private long userCouponId;

  private long couponId;

  private long userId;

  @Enumerated(EnumType.STRING)
  private Status status;

  private @Nullable Long orderId;

  private Instant issuedAt;

  private @Nullable Instant usedAt;

  UserCoupon(long userCouponId, long couponId, long userId, Instant issuedAt) {
    this(userCouponId, couponId, userId, Status.ISSUED, null, issuedAt, null);
  }

  /** As it is stored. */
  UserCoupon(
      long userCouponId,
      long couponId,
      long userId,
      Status status,
      @Nullable Long orderId,
      Instant issuedAt,
      @Nullable Instant usedAt) {
    this.userCouponId = userCouponId;
    this.couponId = couponId;
    this.userId = userId;
    this.status = status;
    this.orderId = orderId;
    this.issuedAt = issuedAt;
    this.usedAt = usedAt;
  }

  @SuppressWarnings("NullAway.Init") // for JPA
  protected UserCoupon() {}

  /**
   * @throws IllegalStateException when the coupon is spent already
   */
  void useFor(long order, Instant now) {
    if (isUsed()) {
      throw new IllegalStateException(
          "Coupon %d is spent on order %d".formatted(userCouponId, orderId));
    }
    status = Status.USED;
    orderId = order;
    usedAt = now;
  }

  /**
   * @throws IllegalStateException when the coupon is not spent on this order
   */
  void restoreFrom(long order) {
    if (orderId == null || orderId != order) {
      throw new IllegalStateException(
          "Coupon %d is not spent on order %d".formatted(userCouponId, order));
    }
    status = Status.ISSUED;
    orderId = null;
    usedAt = null;
  }

  boolean isUsed() {
    return status == Status.USED;
  }

  Status status() {
    return status;
  }

  long userCouponId() {
    return userCouponId;
  }

  long couponId() {
    return couponId;
  }

  long userId() {
    return userId;
  }

  Instant issuedAt() {
    return issuedAt;
  }

  @Nullable Long orderId() {
    return orderId;
  }

  @Nullable Instant usedAt() {
    return usedAt;
  }

  enum Status {
    ISSUED,
    USED
  }
}
