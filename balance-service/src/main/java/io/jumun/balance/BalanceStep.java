package io.jumun.balance;

import java.time.Instant;

/** What was decided about an order, once: inbox and deduction in one. */
final class BalanceStep {

  /** Where an order stands with this service; only DEDUCTED can still change, to REFUNDED. */
  enum State {
    DEDUCTED,
    REJECTED,
    /** Cancelled before its payment arrived, which then has no effect. */
    FENCED,
    REFUNDED
  }

  private final long orderId;
  private final long userId;
  private final long amount;
  private final Instant createdAt;
  private State state;
  private Instant updatedAt;

  /** As it is stored. */
  BalanceStep(
      long orderId, long userId, State state, long amount, Instant createdAt, Instant updatedAt) {
    this.orderId = orderId;
    this.userId = userId;
    this.state = state;
    this.amount = amount;
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
  }

  private BalanceStep(long orderId, long userId, State state, long amount, Instant now) {
    this(orderId, userId, state, amount, now, now);
  }

  static BalanceStep deducted(Payment payment, Instant now) {
    return new BalanceStep(
        payment.orderId(), payment.userId(), State.DEDUCTED, payment.finalAmount(), now);
  }

  static BalanceStep rejected(Payment payment, Instant now) {
    return new BalanceStep(
        payment.orderId(), payment.userId(), State.REJECTED, payment.finalAmount(), now);
  }

  static BalanceStep fenced(Cancellation cancellation, Instant now) {
    return new BalanceStep(cancellation.orderId(), cancellation.userId(), State.FENCED, 0, now);
  }

  void refund(Instant now) {
    if (!isDeducted()) {
      throw new IllegalStateException(
          "Order %d is %s, nothing to refund".formatted(orderId, state));
    }
    state = State.REFUNDED;
    updatedAt = now;
  }

  boolean isDeducted() {
    return state == State.DEDUCTED;
  }

  long orderId() {
    return orderId;
  }

  long userId() {
    return userId;
  }

  State state() {
    return state;
  }

  /** What was deducted, or would have been. */
  long amount() {
    return amount;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }
}
