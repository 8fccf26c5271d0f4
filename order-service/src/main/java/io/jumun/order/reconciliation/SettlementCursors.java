package io.jumun.order.reconciliation;

import io.jumun.order.reconciliation.Stretch.StoredOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far each pass has come, and what lies ahead of it. */
@Repository
class SettlementCursors {

  private final JdbcClient sql;

  SettlementCursors(JdbcClient sql) {
    this.sql = sql;
  }

  /** Locks the cursor until the transaction ends; empty when another replica has it. */
  Optional<Cursor> lock(Pass pass) {
    return sql.sql(
            """
            select next_order_id, clock_timestamp() as now from settlement_cursors
            where pass = ? for update skip locked
            """)
        .param(pass.name())
        .query(
            (row, _) ->
                new Cursor(
                    row.getLong("next_order_id"),
                    row.getObject("now", OffsetDateTime.class).toInstant()))
        .optional();
  }

  /**
   * @param lag how long before the cursor was locked an order must have ended to be settled
   */
  Stretch ahead(Cursor cursor, Duration lag) {
    var orders =
        sql.sql(
                """
                select order_id, status = 'PAID' as paid, coupon_id is not null as with_coupon,
                  completed_at is not null and completed_at <= ? as settled
                from orders where order_id >= ? order by order_id limit ?
                """)
            .params(
                OffsetDateTime.ofInstant(cursor.now().minus(lag), java.time.ZoneOffset.UTC),
                cursor.nextOrderId(),
                Stretch.MAX_ORDERS)
            .query(
                (row, _) ->
                    new StoredOrder(
                        row.getLong("order_id"),
                        row.getBoolean("settled"),
                        row.getBoolean("paid"),
                        row.getBoolean("with_coupon")))
            .list();
    return new Stretch(cursor.nextOrderId(), orders);
  }

  void advance(Pass pass, long nextOrderId) {
    sql.sql("update settlement_cursors set next_order_id = ? where pass = ?")
        .params(nextOrderId, pass.name())
        .update();
  }

  /** The age of the first order that is not stated yet; zero when all are. */
  Duration lag(Pass pass) {
    var seconds =
        sql.sql(
                """
                select extract(epoch from clock_timestamp() - created_at)::bigint from orders
                where order_id >= (select next_order_id from settlement_cursors where pass = ?)
                order by order_id limit 1
                """)
            .param(pass.name())
            .query(Long.class)
            .optional();
    return Duration.ofSeconds(seconds.orElse(0L));
  }

  record Cursor(long nextOrderId, Instant now) {}
}
