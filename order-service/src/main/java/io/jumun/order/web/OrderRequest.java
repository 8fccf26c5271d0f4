package io.jumun.order.web;

import io.jumun.contracts.OrderLine;
import io.jumun.order.NewOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /orders}. */
record OrderRequest(
    @NotNull @Positive Long userId,
    @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Item> items,
    @Nullable @Positive Long couponId) {

  NewOrder toOrder(@Nullable String idempotencyKey, @Nullable String traceparent) {
    var lines = items.stream().map(item -> new OrderLine(item.productId(), item.quantity()));
    return NewOrder.of(userId, lines.toList(), couponId, idempotencyKey, traceparent);
  }

  /** The same product may be asked for twice. */
  record Item(@NotNull @Positive Long productId, @NotNull @Min(1) @Max(9_999) Integer quantity) {}
}
