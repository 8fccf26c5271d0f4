package io.jumun.benchmarks.baseline.web;

import io.jumun.benchmarks.baseline.BaselineApplication;
import io.jumun.benchmarks.baseline.CouponCounter;
import io.jumun.benchmarks.baseline.CouponCounter.Issue;
import io.jumun.http.ApiException;
import io.jumun.http.Envelope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@RestController
@Profile({
  BaselineApplication.SINGLE_TRANSACTION,
  BaselineApplication.MICRO_BATCHED,
  BaselineApplication.COUPON_CALLS
})
class CouponController {

  private final CouponCounter counter;

  CouponController(CouponCounter counter) {
    this.counter = counter;
  }

  @PostMapping("/coupons/{couponId}/issue")
  ResponseEntity<Envelope<IssueAnswer>> issue(
      @PathVariable long couponId, @RequestBody @Valid IssueRequest request) {
    return switch (counter.issue(couponId, request.userId())) {
      case Issue.Issued(long id) ->
          ResponseEntity.created(URI.create("/users/%d/coupons".formatted(request.userId())))
              .body(Envelope.success(new IssueAnswer(id, couponId, request.userId(), "ISSUED")));
      case Issue.Refused reason -> throw answerTo(reason);
    };
  }

  private static ApiException answerTo(Issue.Refused reason) {
    return switch (reason) {
      case UNKNOWN_CAMPAIGN -> ApiException.notFound("COUPON_NOT_FOUND", "존재하지 않는 쿠폰입니다.");
      case ALREADY_ISSUED ->
          new ApiException(HttpStatus.CONFLICT, "COUPON_ALREADY_ISSUED", "이미 발급받은 쿠폰입니다.");
      case SOLD_OUT -> new ApiException(HttpStatus.CONFLICT, "COUPON_SOLD_OUT", "쿠폰이 모두 소진되었습니다.");
    };
  }

  record IssueRequest(@NotNull @Positive Long userId) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record IssueAnswer(long userCouponId, long couponId, long userId, String status) {}
}
