package io.jumun.coupon;

import io.jumun.coupon.IssueResult.Issued;
import io.jumun.coupon.IssueResult.Refused;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Hands out the coupons of a campaign, first come first served. */
@Service
public class CouponIssue {

  private static final String INSERT =
      """
      insert into user_coupons (coupon_id, user_id, issued_at) values (?, ?, ?)
      on conflict on constraint issued_once_per_user do nothing
      returning user_coupon_id
      """;

  private static final String COUNT =
      """
      update coupons set issued_quantity = issued_quantity + 1
      where coupon_id = ? and issued_quantity < total_quantity
      """;

  private static final String HAS_ONE =
      "select exists (select from user_coupons where coupon_id = ? and user_id = ?)";

  private final CouponRepository campaigns;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;

  CouponIssue(
      CouponRepository campaigns,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.campaigns = campaigns;
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * Issues a coupon to a user, in one transaction. However many ask at once, a user gets at most
   * one, the campaign gives no more than its total, and {@code SOLD_OUT} is said only once all are
   * committed or about to be.
   */
  public IssueResult issue(long couponId, long userId) {
    return Objects.requireNonNull(
        transactions.execute(
            transaction -> {
              var result = issueTo(userId, couponId, clock.instant());
              if (result instanceof Refused) {
                transaction.setRollbackOnly();
              }
              return result;
            }));
  }

  private IssueResult issueTo(long userId, long couponId, Instant now) {
    var campaign = campaigns.findById(couponId);
    if (campaign.isEmpty()) {
      return Refused.UNKNOWN_CAMPAIGN;
    }
    if (campaign.get().terms().isExpired(now)) {
      return Refused.EXPIRED;
    }
    if (campaign.get().isSoldOut()) {
      // Most requests of a popular campaign end here: they write nothing and lock nothing.
      return hasOne(couponId, userId) ? Refused.ALREADY_ISSUED : Refused.SOLD_OUT;
    }
    return insert(couponId, userId, now)
        .<IssueResult>map(
            id -> counted(couponId) ? new Issued(id, couponId, userId) : Refused.SOLD_OUT)
        .orElse(Refused.ALREADY_ISSUED);
  }

  /** Waits only for a request of the same user, which in turn waits for the counter at most. */
  private Optional<Long> insert(long couponId, long userId, Instant now) {
    return jdbc.sql(INSERT)
        .params(couponId, userId, Timestamp.from(now))
        .query(Long.class)
        .optional();
  }

  /**
   * Last, so that the row everybody wants is locked for no longer than it takes to commit, and so
   * that who holds it waits for nothing: a deadlock is impossible.
   */
  private boolean counted(long couponId) {
    return jdbc.sql(COUNT).param(couponId).update() == 1;
  }

  private boolean hasOne(long couponId, long userId) {
    return jdbc.sql(HAS_ONE).params(couponId, userId).query(Boolean.class).single();
  }
}
