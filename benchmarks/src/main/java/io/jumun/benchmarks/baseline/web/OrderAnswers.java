package io.jumun.benchmarks.baseline.web;

import io.jumun.benchmarks.baseline.Outcome;
import io.jumun.benchmarks.baseline.Placed;
import io.jumun.benchmarks.baseline.Refusal;
import io.jumun.http.ApiException;
import io.jumun.http.Envelope;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Word by word what the shop answers. */
final class OrderAnswers {

  private OrderAnswers() {}

  static ResponseEntity<Envelope<?>> of(Placed placed) {
    return switch (placed) {
      case Placed.Ended(Outcome.Paid(long orderId, long finalAmount), boolean replayed) ->
          about(orderId, HttpStatus.OK, replayed)
              .body(
                  Envelope.success("주문 및 결제가 성공적으로 완료되었습니다!", new PaidOrder(orderId, finalAmount)));
      case Placed.Ended(Outcome.Refused(long orderId, var reason), boolean replayed) ->
          about(orderId, status(reason), replayed).body(body(reason));
      case Placed.KeyReused() ->
          throw new ApiException(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "IDEMPOTENCY_KEY_REUSED",
              "이미 다른 주문에 사용된 Idempotency-Key입니다.");
    };
  }

  private static ResponseEntity.BodyBuilder about(
      long orderId, HttpStatus status, boolean replayed) {
    var answer = ResponseEntity.status(status).location(URI.create("/orders/" + orderId));
    return replayed ? answer.header("Idempotent-Replayed", "true") : answer;
  }

  private static HttpStatus status(Refusal reason) {
    return switch (reason) {
      case OUT_OF_STOCK -> HttpStatus.CONFLICT;
      case COUPON_INVALID -> HttpStatus.BAD_REQUEST;
      case INSUFFICIENT_BALANCE -> HttpStatus.PAYMENT_REQUIRED;
    };
  }

  private static Envelope<Void> body(Refusal reason) {
    return switch (reason) {
      case OUT_OF_STOCK -> Envelope.fail("PRODUCT_OUT_OF_STOCK", "재고가 부족하거나 유효하지 않은 상품이 있습니다.");
      case COUPON_INVALID -> Envelope.fail("COUPON_INVALID", "유효하지 않거나 사용할 수 없는 쿠폰입니다.");
      case INSUFFICIENT_BALANCE -> Envelope.fail("INSUFFICIENT_BALANCE", "잔액이 부족합니다.");
    };
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record PaidOrder(long orderId, long finalAmount) {}
}
