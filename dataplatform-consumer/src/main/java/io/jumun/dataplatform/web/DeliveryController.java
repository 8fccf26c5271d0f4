package io.jumun.dataplatform.web;

import io.jumun.dataplatform.DataPlatform;
import io.jumun.dataplatform.Deliveries;
import io.jumun.dataplatform.Delivery;
import io.jumun.dataplatform.DeliveryStatus;
import io.jumun.http.ApiException;
import io.jumun.http.Envelope;
import io.jumun.http.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/deliveries")
class DeliveryController {

  private final Deliveries deliveries;
  private final DataPlatform platform;

  DeliveryController(Deliveries deliveries, DataPlatform platform) {
    this.deliveries = deliveries;
    this.platform = platform;
  }

  @GetMapping("/summary")
  Envelope<SummaryAnswer> summary() {
    return Envelope.success(SummaryAnswer.of(deliveries.counts(), platform.circuit()));
  }

  @GetMapping
  Envelope<Page<DeliveryAnswer>> list(
      @RequestParam(required = false) @Nullable DeliveryStatus status,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    var below = Page.after(cursor, Long.MAX_VALUE);
    var rows = deliveries.list(status, below, Page.checkedLimit(limit) + 1);
    return Envelope.success(Page.of(rows, limit, Delivery::orderId, DeliveryAnswer::of));
  }

  @GetMapping("/{orderId}")
  Envelope<DeliveryAnswer> delivery(@PathVariable long orderId) {
    return deliveries
        .find(orderId)
        .map(DeliveryAnswer::of)
        .map(Envelope::success)
        .orElseThrow(() -> notFound(orderId));
  }

  static ApiException notFound(long orderId) {
    return ApiException.notFound(
        "DELIVERY_NOT_FOUND", "No paid order %d has arrived here.".formatted(orderId));
  }
}
