package io.jumun.benchmarks.baseline.web;

import io.jumun.benchmarks.baseline.BaselineApplication;
import io.jumun.benchmarks.baseline.Orders;
import io.jumun.http.ApiException;
import io.jumun.http.Envelope;
import io.jumun.outbox.TraceParents;
import jakarta.validation.Valid;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Profile({
  BaselineApplication.SINGLE_TRANSACTION,
  BaselineApplication.MICRO_BATCHED,
  BaselineApplication.ORDER_CALLS
})
class OrderController {

  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final Orders orders;

  OrderController(Orders orders) {
    this.orders = orders;
  }

  @PostMapping("/orders")
  ResponseEntity<Envelope<?>> place(
      @RequestBody @Valid PurchaseRequest request, @RequestHeader HttpHeaders headers) {
    var traceparent = TraceParents.validated(headers.getFirst("traceparent"));
    return OrderAnswers.of(orders.place(request.toPurchase(idempotencyKey(headers), traceparent)));
  }

  private static @Nullable String idempotencyKey(HttpHeaders headers) {
    List<String> keys = headers.getOrEmpty("Idempotency-Key");
    if (keys.isEmpty()) {
      return null;
    }
    if (keys.size() > 1 || !VISIBLE.matcher(keys.getFirst()).matches()) {
      throw ApiException.invalid("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
    }
    return keys.getFirst();
  }
}
