package io.jumun.order.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jumun.order.OrderStatus;
import io.jumun.order.OrderView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An order as clients see it.
 *
 * @param code of a CANCELLED order, the same that {@code POST /orders} answered with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record OrderAnswer(
    long orderId,
    long userId,
    OrderStatus status,
    @Nullable Refusal code,
    List<Item> items,
    @Nullable Long couponId,
    @Nullable Long totalAmount,
    @Nullable Long discountAmount,
    @Nullable Long finalAmount,
    Instant createdAt,
    @Nullable Instant completedAt) {

  static OrderAnswer of(OrderView order) {
    var reason = order.cancelReason();
    return new OrderAnswer(
        order.orderId(),
        order.userId(),
        order.status(),
        reason == null ? null : Refusal.of(reason),
        order.lines().stream().map(Item::of).toList(),
        order.couponId(),
        order.totalAmount(),
        order.discountAmount(),
        order.finalAmount(),
        order.createdAt(),
        order.completedAt());
  }

  /** One product of an order. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Item(long productId, long quantity, @Nullable Long unitPrice) {

    static Item of(OrderView.Line line) {
      return new Item(line.productId(), line.quantity(), line.unitPrice());
    }
  }
}
