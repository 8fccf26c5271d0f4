package io.jumun.balance.reconciliation;

import io.jumun.contracts.BalanceEvent.BalanceOutcomeRequested;
import io.jumun.contracts.SettlementEvent.OrdersSettled;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Amounts that are deducted, compared with a statement. */
@Repository
class HeldBalances {

  private final JdbcClient sql;
  private final ReconciliationProperties settings;

  HeldBalances(JdbcClient sql, ReconciliationProperties settings) {
    this.sql = sql;
    this.settings = settings;
  }

  /** What is held for orders of the range that are not PAID, and not since a moment ago. */
  List<BalanceOutcomeRequested> leftOverFrom(OrdersSettled statement) {
    return sql.sql(
            """
            select s.order_id, s.user_id from balance_steps s
            where s.order_id between ? and ? and s.state = 'DEDUCTED'
              and s.updated_at < now() - ? * interval '1 millisecond'
              and not exists (select 1 from unnest(?::bigint[]) as paid where paid = s.order_id)
            order by s.order_id
            """)
        .params(
            statement.fromOrderId(),
            statement.toOrderId(),
            settings.askedAfter().toMillis(),
            statement.paid().toArray(Long[]::new))
        .query((row, _) -> new BalanceOutcomeRequested(row.getLong(1), row.getLong(2)))
        .list();
  }

  /** The PAID orders for which nothing is held. */
  List<Long> missingFor(OrdersSettled statement) {
    return sql.sql(
            """
            select paid from unnest(?::bigint[]) as paid
            where not exists
              (select 1 from balance_steps s where s.order_id = paid and s.state = 'DEDUCTED')
            order by paid
            """)
        .param(statement.paid().toArray(Long[]::new))
        .query(Long.class)
        .list();
  }
}
