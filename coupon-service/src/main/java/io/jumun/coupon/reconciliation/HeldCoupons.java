package io.jumun.coupon.reconciliation;

import io.jumun.contracts.CouponEvent.CouponOutcomeRequested;
import io.jumun.contracts.SettlementEvent.OrdersSettled;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Coupons that are spent, compared with a statement. */
@Repository
class HeldCoupons {

  private final JdbcClient sql;
  private final ReconciliationProperties settings;

  HeldCoupons(JdbcClient sql, ReconciliationProperties settings) {
    this.sql = sql;
    this.settings = settings;
  }

  /** What is held for orders of the range that are not PAID, and not since a moment ago. */
  List<CouponOutcomeRequested> leftOverFrom(OrdersSettled statement) {
    return sql.sql(
            """
            select s.order_id, c.user_id from coupon_steps s
              join user_coupons c using (user_coupon_id)
            where s.order_id between ? and ? and s.state = 'USED'
              and s.updated_at < now() - ? * interval '1 millisecond'
              and not exists (select 1 from unnest(?::bigint[]) as paid where paid = s.order_id)
            order by s.order_id
            """)
        .params(
            statement.fromOrderId(),
            statement.toOrderId(),
            settings.askedAfter().toMillis(),
            statement.paid().toArray(Long[]::new))
        .query((row, _) -> new CouponOutcomeRequested(row.getLong(1), row.getLong(2)))
        .list();
  }

  /** The coupon-using PAID orders for which nothing is held. */
  List<Long> missingFor(OrdersSettled statement) {
    return sql.sql(
            """
            select paid from unnest(?::bigint[]) as paid
            where not exists
              (select 1 from coupon_steps s where s.order_id = paid and s.state = 'USED')
            order by paid
            """)
        .param(statement.paidWithCoupon().toArray(Long[]::new))
        .query(Long.class)
        .list();
  }
}
