package io.jumun.order;

import io.jumun.contracts.OrderEvent.CancelReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as stored. Amounts are in minor units and known once it is PAID. */
public record OrderView(
    long orderId,
    long userId,
    OrderStatus status,
    @Nullable CancelReason cancelReason,
    List<Line> lines,
    @Nullable Long couponId,
    @Nullable Long totalAmount,
    @Nullable Long discountAmount,
    @Nullable Long finalAmount,
    Instant createdAt,
    @Nullable Instant completedAt) {

  /** One product of an order. */
  public record Line(long productId, long quantity, @Nullable Long unitPrice) {}
}
