package io.jumun.order;

import io.jumun.contracts.OrderEvent.CancelReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The outcomes as committed: the truth. */
@Component
class StoredOutcomes {

  private final JdbcTemplate jdbc;

  StoredOutcomes(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of the orders that have ended. */
  List<Outcome> of(Collection<Long> orderIds) {
    return jdbc.query(
        """
        select order_id, cancel_reason, final_amount from orders
        where order_id = any(?::bigint[]) and status <> 'PENDING'
        """,
        (row, _) -> outcome(row),
        (Object) orderIds.toArray(Long[]::new));
  }

  private static Outcome outcome(ResultSet row) throws SQLException {
    var orderId = row.getLong("order_id");
    var reason = row.getString("cancel_reason");
    return reason == null
        ? new Outcome.Paid(orderId, row.getLong("final_amount"))
        : new Outcome.Cancelled(orderId, CancelReason.valueOf(reason));
  }
}
