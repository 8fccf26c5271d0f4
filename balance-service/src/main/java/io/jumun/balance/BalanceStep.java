package io.jumun.balance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What was decided about an order, once: inbox and deduction in one. */
@Entity
@Table(name = "balance_steps")
class BalanceStep {

  /** Where an order stands with this service; only DEDUCTED can still change, to REFUNDED. */
  enum State {
    DEDUCTED,
    REJECTED,
    /** Cancelled before its payment arrived, which then has no effect. */
    FENCED,
    REFUNDED
  }

  @Id private long orderId;

  @Column(updatable = false)
  private long userId;

  @Enumerated(EnumType.STRING)
  private State state;

  @Column(updatable = false)
  private long amount;

  @Column(updatable = false)
  private Instant createdAt;

  @SuppressWarnings("UnusedVariable") // for those who read the table
  private Instant updatedAt;

  @SuppressWarnings("NullAway.Init")
  protected BalanceStep() {}

  private BalanceStep(long orderId, long userId, State state, long amount, Instant now) {
    this.orderId = orderId;
    this.userId = userId;
    this.state = state;
    this.amount = amount;
    this.createdAt = now;
    this.updatedAt = now;
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
}
