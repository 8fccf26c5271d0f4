package io.jumun.order;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Orders that others tell of although we do not see them.
 *
 * <p>PostgreSQL streams a transaction as soon as its commit is in the log, which is a moment before
 * other transactions see what it did. So the other services' answer can come back while the order
 * is still invisible here. Such an order must not be taken for one that does not exist: its payment
 * would be dropped.
 */
@Component
class UnseenOrders {

  private final JdbcClient sql;

  UnseenOrders(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Waits for every transaction that is about to store one of the orders. After that an order which
   * is still not there does not exist.
   *
   * <p>It tries to store the orders itself: PostgreSQL then waits for whoever was faster, and
   * leaves the row alone. What nobody was storing is removed again, and was never visible to
   * anybody.
   */
  void await(Collection<Long> ids) {
    var sorted = ids.stream().sorted().toArray(Long[]::new);
    List<Long> nobodys =
        sql.sql(
                """
                insert into orders
                  (order_id, user_id, status, cancel_reason, created_at, deadline_at, completed_at)
                select id, 1, 'CANCELLED', 'DEADLINE_PASSED', now(), now() + interval '1 second', now()
                from unnest(:ids::bigint[]) as id
                on conflict (order_id) do nothing
                returning order_id
                """)
            .param("ids", sorted)
            .query(Long.class)
            .list();
    if (!nobodys.isEmpty()) {
      sql.sql("delete from orders where order_id = any(:ids::bigint[])")
          .param("ids", nobodys.toArray(Long[]::new))
          .update();
    }
  }
}
