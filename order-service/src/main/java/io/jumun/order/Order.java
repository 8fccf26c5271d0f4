package io.jumun.order;

import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.PricedLine;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order from PENDING to its one end. Each decision answers with the event it led to, if any. */
final class Order {

  private final long orderId;
  private final long userId;
  private final @Nullable Long couponId;
  private final Instant createdAt;
  private final Instant deadlineAt;

  private State state;

  /** As it is placed: PENDING. */
  Order(long orderId, long userId, @Nullable Long couponId, Instant createdAt, Instant deadlineAt) {
    this(orderId, userId, couponId, createdAt, deadlineAt, State.PENDING);
  }

  /** As it is stored. */
  Order(
      long orderId,
      long userId,
      @Nullable Long couponId,
      Instant createdAt,
      Instant deadlineAt,
      State state) {
    this.orderId = orderId;
    this.userId = userId;
    this.couponId = couponId;
    this.createdAt = createdAt;
    this.deadlineAt = deadlineAt;
    this.state = state;
  }

  long id() {
    return orderId;
  }

  OrderStatus status() {
    return state.status();
  }

  State state() {
    return state;
  }

  boolean wasCancelledBefore(Instant time) {
    var completedAt = state.completedAt();
    return status() == OrderStatus.CANCELLED && completedAt != null && completedAt.isBefore(time);
  }

  /**
   * The user has paid: a PENDING order becomes PAID, or CANCELLED if its deadline has passed.
   *
   * @param now by the clock that set the deadline
   * @return what to publish; empty when the order had ended before
   * @throws IllegalArgumentException when the payment is not for this order as it was placed
   */
  Optional<OrderEvent> pay(BalanceDeducted payment, Instant now) {
    if (status() != OrderStatus.PENDING) {
      return Optional.empty();
    }
    if (!now.isBefore(deadlineAt)) {
      return cancel(CancelReason.DEADLINE_PASSED, now);
    }
    check(payment);
    state = State.paid(payment, now);
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
    if (status() != OrderStatus.PENDING) {
      return Optional.empty();
    }
    state = State.cancelled(reason, now);
    return Optional.of(new OrderCancelled(orderId, userId, reason, now));
  }

  /**
   * The event that told of its end, word for word; empty while it is PENDING.
   *
   * @param lines its lines with their prices, needed when it is PAID
   */
  Optional<OrderEvent> end(List<PricedLine> lines) {
    return switch (state.status()) {
      case PENDING -> Optional.empty();
      case PAID ->
          Optional.of(
              new OrderPaid(
                  orderId,
                  userId,
                  lines,
                  Objects.requireNonNull(state.totalAmount()),
                  Objects.requireNonNull(state.discountAmount()),
                  Objects.requireNonNull(state.finalAmount()),
                  couponId,
                  createdAt,
                  Objects.requireNonNull(state.completedAt())));
      case CANCELLED ->
          Optional.of(
              new OrderCancelled(
                  orderId,
                  userId,
                  state.cancelReason(),
                  Objects.requireNonNull(state.completedAt())));
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

  /**
   * What a decision changes.
   *
   * @param totalAmount with the other amounts, in minor units, once it is PAID
   */
  record State(
      OrderStatus status,
      @Nullable CancelReason cancelReason,
      @Nullable Long totalAmount,
      @Nullable Long discountAmount,
      @Nullable Long finalAmount,
      @Nullable Instant completedAt) {

    static final State PENDING = new State(OrderStatus.PENDING, null, null, null, null, null);

    private static State paid(BalanceDeducted payment, Instant now) {
      return new State(
          OrderStatus.PAID,
          null,
          payment.totalAmount(),
          payment.discountAmount(),
          payment.finalAmount(),
          now);
    }

    private static State cancelled(CancelReason reason, Instant now) {
      return new State(OrderStatus.CANCELLED, reason, null, null, null, now);
    }
  }
}
