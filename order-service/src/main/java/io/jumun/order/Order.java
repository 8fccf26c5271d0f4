package io.jumun.order;

import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.PricedLine;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order from PENDING to its one end. Each decision answers with the event it led to, if any. */
@Entity
@Table(name = "orders")
@SuppressWarnings("UnusedVariable") // fields that only Hibernate reads
class Order {

  @Id private long orderId;

  @Column(updatable = false)
  private long userId;

  @Enumerated(EnumType.STRING)
  private OrderStatus status;

  @Enumerated(EnumType.STRING)
  private @Nullable CancelReason cancelReason;

  @Column(updatable = false)
  private @Nullable Long couponId;

  private @Nullable Long totalAmount;
  private @Nullable Long discountAmount;
  private @Nullable Long finalAmount;

  @Column(updatable = false)
  private Instant createdAt;

  @Column(updatable = false)
  private Instant deadlineAt;

  private @Nullable Instant completedAt;

  @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
  protected Order() {}

  Order(long orderId, long userId, @Nullable Long couponId, Instant createdAt, Instant deadlineAt) {
    this.orderId = orderId;
    this.userId = userId;
    this.status = OrderStatus.PENDING;
    this.couponId = couponId;
    this.createdAt = createdAt;
    this.deadlineAt = deadlineAt;
  }

  long id() {
    return orderId;
  }

  OrderStatus status() {
    return status;
  }

  boolean wasCancelledBefore(Instant time) {
    return status == OrderStatus.CANCELLED && completedAt != null && completedAt.isBefore(time);
  }

  /**
   * The user has paid: a PENDING order becomes PAID, or CANCELLED if its deadline has passed.
   *
   * @param now by the clock that set the deadline
   * @return what to publish; empty when the order had ended before
   * @throws IllegalArgumentException when the payment is not for this order as it was placed
   */
  Optional<OrderEvent> pay(BalanceDeducted payment, Instant now) {
    if (status != OrderStatus.PENDING) {
      return Optional.empty();
    }
    if (!now.isBefore(deadlineAt)) {
      return cancel(CancelReason.DEADLINE_PASSED, now);
    }
    check(payment);
    status = OrderStatus.PAID;
    totalAmount = payment.totalAmount();
    discountAmount = payment.discountAmount();
    finalAmount = payment.finalAmount();
    completedAt = now;
    return Optional.of(
        new OrderPaid(
            orderId,
            userId,
            payment.lines(),
            payment.totalAmount(),
            payment.discountAmount(),
            payment.finalAmount(),
            couponId,
            createdAt,
            now));
  }

  /**
   * A step failed or the deadline passed: a PENDING order becomes CANCELLED.
   *
   * @return what to publish; empty when the order had ended before
   */
  Optional<OrderEvent> cancel(CancelReason reason, Instant now) {
    if (status != OrderStatus.PENDING) {
      return Optional.empty();
    }
    status = OrderStatus.CANCELLED;
    cancelReason = reason;
    completedAt = now;
    return Optional.of(new OrderCancelled(orderId, userId, reason, now));
  }

  /**
   * The event that told of its end, word for word; empty while it is PENDING.
   *
   * @param lines its lines with their prices, needed when it is PAID
   */
  Optional<OrderEvent> end(List<PricedLine> lines) {
    return switch (status) {
      case PENDING -> Optional.empty();
      case PAID ->
          Optional.of(
              new OrderPaid(
                  orderId,
                  userId,
                  lines,
                  Objects.requireNonNull(totalAmount),
                  Objects.requireNonNull(discountAmount),
                  Objects.requireNonNull(finalAmount),
                  couponId,
                  createdAt,
                  Objects.requireNonNull(completedAt)));
      case CANCELLED ->
          Optional.of(
              new OrderCancelled(
                  orderId, userId, cancelReason, Objects.requireNonNull(completedAt)));
    };
  }

  private void check(BalanceDeducted payment) {
    require(payment.userId() == userId, "another user");
    var sum = payment.lines().stream().mapToLong(PricedLine::amount).reduce(0, Math::addExact);
    require(payment.totalAmount() == sum, "a total that is not the sum of its lines");
    require(
        payment.finalAmount() == payment.totalAmount() - payment.discountAmount(),
        "an amount that is not the total less the discount");
  }

  private void require(boolean kept, String breach) {
    if (!kept) {
      throw new IllegalArgumentException(
          "The payment for order %d is of %s".formatted(orderId, breach));
    }
  }
}
