package io.jumun.coupon.web;

import io.jumun.coupon.IssueResult.Issued;
import io.jumun.coupon.OwnedCoupon.Status;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record IssueAnswer(long userCouponId, long couponId, long userId, Status status) {

  static IssueAnswer of(Issued issued) {
    return new IssueAnswer(
        issued.userCouponId(), issued.couponId(), issued.userId(), Status.ISSUED);
  }
}
