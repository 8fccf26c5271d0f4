package io.jumun.coupon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order here. Its being there is what makes a duplicate, and a step after its
 * cancel, harmless.
 */
final class CouponStep {

  private final long orderId;
  private final @Nullable Long userCouponId;
  private final @Nullable Long couponId;
  private final @Nullable Long discountAmount;
  private final Instant createdAt;
  private State state;
  private Instant updatedAt;

  /** As it is stored. */
  CouponStep(
      long orderId,
      State state,
      @Nullable Long userCouponId,
      @Nullable Long couponId,
      @Nullable Long discountAmount,
      Instant createdAt,
      Instant updatedAt) {
    this.orderId = orderId;
    this.state = state;
    this.userCouponId = userCouponId;
    this.couponId = couponId;
    this.discountAmount = discountAmount;
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
  }

  static CouponStep used(long orderId, UserCoupon coupon, long discountAmount, Instant now) {
    return new CouponStep(
        orderId, State.USED, coupon.userCouponId(), coupon.couponId(), discountAmount, now, now);
  }

  static CouponStep rejected(long orderId, long couponId, Instant now) {
    return new CouponStep(orderId, State.REJECTED, null, couponId, null, now, now);
  }

  /** Cancelled before the step came: the step will find this row and do nothing. */
  static CouponStep fenced(long orderId, Instant now) {
    return new CouponStep(orderId, State.FENCED, null, null, null, now, now);
  }

  /**
   * @throws IllegalStateException when no coupon is spent
   */
  void restore(Instant now) {
    if (state != State.USED) {
      throw new IllegalStateException("Step of order %d is %s".formatted(orderId, state));
    }
    state = State.RESTORED;
    updatedAt = now;
  }

  long orderId() {
    return orderId;
  }

  State state() {
    return state;
  }

  /** Present once a coupon was used, also after it was restored. */
  @Nullable Long userCouponId() {
    return userCouponId;
  }

  /** Which campaign's coupon was asked for. */
  @Nullable Long couponId() {
    return couponId;
  }

  @Nullable Long discountAmount() {
    return discountAmount;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  enum State {
    USED,
    REJECTED,
    FENCED,
    RESTORED
  }
}
