package io.jumun.coupon.web;

import io.jumun.access.Caller;
import io.jumun.access.Scopes;
import io.jumun.coupon.CouponIssue;
import io.jumun.coupon.CouponService;
import io.jumun.coupon.IssueResult.Issued;
import io.jumun.coupon.IssueResult.Refused;
import io.jumun.http.ApiException;
import io.jumun.http.Envelope;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/coupons")
class CouponController {

  private final CouponService coupons;
  private final CouponIssue issue;
  private final Caller caller;

  CouponController(CouponService coupons, CouponIssue issue, Caller caller) {
    this.coupons = coupons;
    this.issue = issue;
    this.caller = caller;
  }

  @PostMapping
  ResponseEntity<Envelope<CouponAnswer>> create(@RequestBody @Valid CouponRequest request) {
    var coupon = coupons.create(request.terms());
    return ResponseEntity.created(URI.create("/coupons/" + coupon.couponId()))
        .body(Envelope.success(CouponAnswer.of(coupon)));
  }

  @GetMapping("/{couponId}")
  Envelope<CouponAnswer> find(@PathVariable long couponId) {
    return coupons
        .find(couponId)
        .map(CouponAnswer::of)
        .map(Envelope::success)
        .orElseThrow(() -> answerTo(Refused.UNKNOWN_CAMPAIGN));
  }

  @PostMapping("/{couponId}/issue")
  ResponseEntity<Envelope<IssueAnswer>> issue(
      @PathVariable long couponId, @RequestBody @Valid IssueRequest request) {
    caller.mustBeOrHave(request.userId(), Scopes.SHOP_ADMIN);
    return switch (issue.issue(couponId, request.userId())) {
      case Issued issued ->
          ResponseEntity.created(URI.create("/users/%d/coupons".formatted(issued.userId())))
              .body(Envelope.success(IssueAnswer.of(issued)));
      case Refused reason -> throw answerTo(reason);
    };
  }

  private static ApiException answerTo(Refused reason) {
    return switch (reason) {
      case UNKNOWN_CAMPAIGN -> ApiException.notFound("COUPON_NOT_FOUND", "존재하지 않는 쿠폰입니다.");
      case EXPIRED -> conflict("COUPON_EXPIRED", "발급 기간이 지난 쿠폰입니다.");
      case ALREADY_ISSUED -> conflict("COUPON_ALREADY_ISSUED", "이미 발급받은 쿠폰입니다.");
      case SOLD_OUT -> conflict("COUPON_SOLD_OUT", "쿠폰이 모두 소진되었습니다.");
    };
  }

  private static ApiException conflict(String code, String message) {
    return new ApiException(HttpStatus.CONFLICT, code, message);
  }
}
