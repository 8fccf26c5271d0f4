package io.jumun.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Published by order-service on {@link Topics#ORDER_EVENTS}. */
public sealed interface OrderEvent extends SagaEvent {

  /**
   * An order was accepted and is PENDING. product-service reacts: it reserves all lines or none.
   */
  record OrderCreated(
      long orderId, long userId, List<OrderLine> lines, @Nullable Long couponId, Instant createdAt)
      implements OrderEvent {

    public OrderCreated {
      Require.id(orderId, "orderId");
      Require.id(userId, "userId");
      lines = Require.lines(lines);
      Objects.requireNonNull(createdAt, "createdAt");
    }
  }

  /** The order is PAID, for good. Complete enough that an analyst needs no other topic. */
  record OrderPaid(
      long orderId,
      long userId,
      List<PricedLine> lines,
      long totalAmount,
      long discountAmount,
      long finalAmount,
      @Nullable Long couponId,
      Instant createdAt,
      Instant paidAt)
      implements OrderEvent {

    public OrderPaid {
      Require.id(orderId, "orderId");
      Require.id(userId, "userId");
      lines = Require.lines(lines);
      Require.amount(totalAmount, "totalAmount");
      Require.amount(discountAmount, "discountAmount");
      Require.amount(finalAmount, "finalAmount");
      Objects.requireNonNull(createdAt, "createdAt");
      Objects.requireNonNull(paidAt, "paidAt");
    }
  }

  /**
   * The order is CANCELLED, for good. Every participant undoes what it did for the order, and
   * refuses a step that arrives later.
   *
   * @param reason null to a reader that does not know a newer producer's reason
   */
  record OrderCancelled(
      long orderId, long userId, @Nullable CancelReason reason, Instant cancelledAt)
      implements OrderEvent {

    public OrderCancelled {
      Require.id(orderId, "orderId");
      Require.id(userId, "userId");
      Objects.requireNonNull(cancelledAt, "cancelledAt");
    }
  }

  /** Why an order ended without being paid. */
  enum CancelReason {
    OUT_OF_STOCK,
    COUPON_INVALID,
    INSUFFICIENT_BALANCE,
    DEADLINE_PASSED,
    /**
     * Somebody did something for an order that order-service does not have: its database lost it.
     */
    UNKNOWN_ORDER
  }
}
