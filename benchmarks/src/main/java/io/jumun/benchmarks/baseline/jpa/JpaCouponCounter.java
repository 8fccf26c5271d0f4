package io.jumun.benchmarks.baseline.jpa;

import io.jumun.benchmarks.baseline.BaselineApplication;
import io.jumun.benchmarks.baseline.CouponCounter;
import java.util.Objects;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** One transaction per coupon; the counter, which everybody wants, is locked last. */
@Component
@Profile({BaselineApplication.SINGLE_TRANSACTION, BaselineApplication.COUPON_CALLS})
class JpaCouponCounter implements CouponCounter {

  private static final String INSERT =
      """
      insert into user_coupons (coupon_id, user_id, issued_at) values (?, ?, now())
      on conflict (coupon_id, user_id) do nothing returning user_coupon_id
      """;

  private final CampaignRepository campaigns;
  private final UserCouponRepository coupons;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  JpaCouponCounter(
      CampaignRepository campaigns,
      UserCouponRepository coupons,
      JdbcClient jdbc,
      PlatformTransactionManager transactions) {
    this.campaigns = campaigns;
    this.coupons = coupons;
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
  }

  @Override
  public Issue issue(long couponId, long userId) {
    return Objects.requireNonNull(
        transactions.execute(transaction -> issue(couponId, userId, transaction)));
  }

  private Issue issue(long couponId, long userId, TransactionStatus transaction) {
    var campaign = campaigns.findById(couponId);
    if (campaign.isEmpty()) {
      return Issue.Refused.UNKNOWN_CAMPAIGN;
    }
    if (campaign.get().isSoldOut()) {
      return coupons.existsByCouponIdAndUserId(couponId, userId)
          ? Issue.Refused.ALREADY_ISSUED
          : Issue.Refused.SOLD_OUT;
    }
    var id = jdbc.sql(INSERT).params(couponId, userId).query(Long.class).optional();
    if (id.isEmpty()) {
      return Issue.Refused.ALREADY_ISSUED;
    }
    if (campaigns.count(couponId) == 0) {
      transaction.setRollbackOnly();
      return Issue.Refused.SOLD_OUT;
    }
    return new Issue.Issued(id.get());
  }
}
