package io.jumun.coupon.web;

import io.jumun.access.Caller;
import io.jumun.access.Scopes;
import io.jumun.coupon.CouponService;
import io.jumun.coupon.OwnedCoupon;
import io.jumun.http.ApiException;
import io.jumun.http.Envelope;
import io.jumun.http.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UserCouponController {

  private final CouponService coupons;
  private final Caller caller;

  UserCouponController(CouponService coupons, Caller caller) {
    this.coupons = coupons;
    this.caller = caller;
  }

  @GetMapping("/users/{userId}/coupons")
  Envelope<Page<OwnedCouponAnswer>> couponsOf(
      @PathVariable long userId,
      @RequestParam(defaultValue = Page.DEFAULT_LIMIT) int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    if (userId < 1) {
      throw ApiException.invalid("userId", "must be positive");
    }
    caller.mustBeOrHave(userId, Scopes.SHOP_ADMIN);
    int rows = Page.checkedLimit(limit) + 1;
    var found = coupons.couponsOf(userId, Page.after(cursor, Long.MAX_VALUE), rows);
    return Envelope.success(
        Page.of(found, limit, OwnedCoupon::userCouponId, OwnedCouponAnswer::of));
  }
}
