package io.jumun.benchmarks.baseline.web;

import io.jumun.benchmarks.baseline.Purchase;
import io.jumun.contracts.OrderLine;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /orders}, checked as the shop checks it. */
record PurchaseRequest(
    @NotNull @Positive Long userId,
    @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Item> items,
    @Nullable @Positive Long couponId) {

  Purchase toPurchase(@Nullable String idempotencyKey, @Nullable String traceparent) {
    var lines = items.stream().map(item -> new OrderLine(item.productId(), item.quantity()));
    return Purchase.of(userId, lines.toList(), couponId, idempotencyKey, traceparent);
  }

  record Item(@NotNull @Positive Long productId, @NotNull @Min(1) @Max(9_999) Integer quantity) {}
}
