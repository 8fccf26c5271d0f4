package io.jumun.e2e;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request to place an order, to be refined. */
final class OrderRequest {

  private final long userId;
  private final Map<Long, Long> items = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private @Nullable Long couponId;

  private OrderRequest(long userId) {
    this.userId = userId;
  }

  static OrderRequest by(long userId) {
    return new OrderRequest(userId);
  }

  OrderRequest of(long quantity, long productId) {
    items.put(productId, quantity);
    return this;
  }

  OrderRequest with(@Nullable Long coupon) {
    couponId = coupon;
    return this;
  }

  OrderRequest header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  OrderRequest key(String key) {
    return header("Idempotency-Key", key);
  }

  Map<String, String> headers() {
    return headers;
  }

  String body() {
    return "{\"userId\":%d,\"items\":[%s]%s}"
        .formatted(
            userId,
            items.entrySet().stream()
                .map(i -> "{\"productId\":%d,\"quantity\":%d}".formatted(i.getKey(), i.getValue()))
                .collect(Collectors.joining(",")),
            couponId == null ? "" : ",\"couponId\":" + couponId);
  }
}
