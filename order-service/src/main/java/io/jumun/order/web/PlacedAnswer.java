package io.jumun.order.web;

import io.jumun.http.ApiException;
import io.jumun.http.Envelope;
import io.jumun.http.ErrorCodes;
import io.jumun.order.Answer;
import io.jumun.order.Outcome;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** The answer to {@code POST /orders}, word by word as clients were promised. */
final class PlacedAnswer {

  private static final String PAID = "주문 및 결제가 성공적으로 완료되었습니다!";

  private PlacedAnswer() {}

  static ResponseEntity<Envelope<?>> of(Answer answer) {
    return switch (answer) {
      case Answer.Ended(Outcome outcome, boolean replayed) -> ended(outcome, replayed);
      case Answer.Accepted(long orderId, boolean replayed) ->
          about(orderId, HttpStatus.ACCEPTED, replayed)
              .header("Preference-Applied", Preferences.RESPOND_ASYNC)
              .body(Envelope.pending(new PendingOrder(orderId)));
      case Answer.OutcomeUnknown(long orderId) ->
          about(orderId, HttpStatus.SERVICE_UNAVAILABLE, false)
              .header("Retry-After", "1")
              .body(Envelope.fail("OUTCOME_UNKNOWN", "주문 결과를 아직 확인할 수 없습니다. 잠시 후 주문을 조회해주세요."));
      case Answer.KeyReused() ->
          throw new ApiException(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "IDEMPOTENCY_KEY_REUSED",
              "이미 다른 주문에 사용된 Idempotency-Key입니다.");
      case Answer.NotStored() ->
          throw new ApiException(
              HttpStatus.INTERNAL_SERVER_ERROR,
              ErrorCodes.INTERNAL_SERVER_ERROR,
              ErrorCodes.INTERNAL_SERVER_ERROR_MESSAGE);
      case Answer.TooManyOpen() -> throw tooManyOpen(HttpStatus.SERVICE_UNAVAILABLE);
      case Answer.TooManyOfUser() -> throw tooManyOpen(HttpStatus.TOO_MANY_REQUESTS);
    };
  }

  private static ApiException tooManyOpen(HttpStatus status) {
    return new ApiException(status, "TOO_MANY_OPEN_ORDERS", "처리 중인 주문이 너무 많습니다. 잠시 후 다시 시도해주세요.")
        .with("Retry-After", "1");
  }

  private static ResponseEntity<Envelope<?>> ended(Outcome outcome, boolean replayed) {
    return switch (outcome) {
      case Outcome.Paid(long orderId, long finalAmount) ->
          about(orderId, HttpStatus.OK, replayed)
              .body(Envelope.success(PAID, new PaidOrder(orderId, finalAmount)));
      case Outcome.Cancelled(long orderId, var reason) -> {
        var refusal = Refusal.of(reason);
        yield about(orderId, refusal.status(), replayed).body(refusal.body());
      }
    };
  }

  private static ResponseEntity.BodyBuilder about(
      long orderId, HttpStatus status, boolean replayed) {
    var answer = ResponseEntity.status(status).location(URI.create("/orders/" + orderId));
    return replayed ? answer.header("Idempotent-Replayed", "true") : answer;
  }
}
