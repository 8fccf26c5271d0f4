package io.jumun.order.web;

import io.jumun.access.Caller;
import io.jumun.http.ApiException;
import io.jumun.http.Envelope;
import io.jumun.http.Page;
import io.jumun.order.OrderQueries;
import io.jumun.order.OrderView;
import io.jumun.order.Ordering;
import io.jumun.outbox.TraceParents;
import jakarta.validation.Valid;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
class OrderController {

  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final Ordering ordering;
  private final OrderQueries orders;
  private final Caller caller;

  OrderController(Ordering ordering, OrderQueries orders, Caller caller) {
    this.ordering = ordering;
    this.orders = orders;
    this.caller = caller;
  }

  @PostMapping
  ResponseEntity<Envelope<?>> place(
      @RequestBody @Valid OrderRequest request, @RequestHeader HttpHeaders headers) {
    caller.mustBe(request.userId());
    var order =
        request.toOrder(
            idempotencyKey(headers), TraceParents.validated(headers.getFirst("traceparent")));
    var async = Preferences.respondAsync(headers.get("Prefer"));
    return PlacedAnswer.of(ordering.place(order, !async));
  }

  @GetMapping("/{orderId}")
  Envelope<OrderAnswer> order(@PathVariable long orderId) {
    return orders
        .find(orderId)
        .filter(order -> caller.is(order.userId())) // nobody learns which orders there are
        .map(order -> Envelope.success(OrderAnswer.of(order)))
        .orElseThrow(() -> ApiException.notFound("ORDER_NOT_FOUND", "No order has this id."));
  }

  @GetMapping
  Envelope<Page<OrderAnswer>> ordersOf(
      @RequestParam long userId,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    if (userId < 1) {
      throw ApiException.invalid("userId", "must be greater than 0");
    }
    caller.mustBe(userId);
    var before = Page.after(cursor, Long.MAX_VALUE);
    var rows = orders.listBefore(before, userId, Page.checkedLimit(limit) + 1);
    return Envelope.success(Page.of(rows, limit, OrderView::orderId, OrderAnswer::of));
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
