package io.jumun.coupon;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order here. Its being there is what makes a duplicate, and a step after its
 * cancel, harmless.
 */
@Entity
@Table(name = "coupon_steps")
@SuppressWarnings("UnusedVariable") // some columns are written for people to read
class CouponStep {

  @Id private long orderId;

  private @Nullable Long userCouponId;

  private @Nullable Long couponId;

  @Enumerated(EnumType.STRING)
  private State state;

  private @Nullable Long discountAmount;

  private Instant createdAt;

  private Instant updatedAt;

  private CouponStep(long orderId, State state, Instant now) {
    this.orderId = orderId;
    this.state = state;
    this.createdAt = now;
    this.updatedAt = now;
  }

  @SuppressWarnings("NullAway.Init") // for JPA
  protected CouponStep() {}

  static CouponStep used(long orderId, UserCoupon coupon, long discountAmount, Instant now) {
    var step = new CouponStep(orderId, State.USED, now);
    step.userCouponId = coupon.userCouponId();
    step.couponId = coupon.couponId();
    step.discountAmount = discountAmount;
    return step;
  }

  static CouponStep rejected(long orderId, long couponId, Instant now) {
    var step = new CouponStep(orderId, State.REJECTED, now);
    step.couponId = couponId;
    return step;
  }

  /** Cancelled before the step came: the step will find this row and do nothing. */
  static CouponStep fenced(long orderId, Instant now) {
    return new CouponStep(orderId, State.FENCED, now);
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

  @Nullable Long discountAmount() {
    return discountAmount;
  }

  enum State {
    USED,
    REJECTED,
    FENCED,
    RESTORED
  }
}
