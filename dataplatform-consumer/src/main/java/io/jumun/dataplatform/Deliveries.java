package io.jumun.dataplatform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Answers what was delivered and what was not. */
@Repository
public class Deliveries {

  private static final String SELECT =
      """
      select order_id, event_id, type, status, attempts, last_error, created_at,
             case status when 'PENDING' then next_attempt_at end as next_attempt_at,
             delivered_at, parked_at
      from deliveries
      """;

  private final JdbcClient jdbc;

  Deliveries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<Delivery> find(long orderId) {
    return jdbc.sql(SELECT + "where order_id = ?").param(orderId).query(Deliveries::map).optional();
  }

  /**
   * Newest orders first.
   *
   * @param status null for any
   * @param below only orders with a smaller id
   */
  public List<Delivery> list(@Nullable DeliveryStatus status, long below, int limit) {
    // A literal, so that the planner sees that a partial index will do.
    var filter = status == null ? "" : "status = '%s' and ".formatted(status.name());
    return jdbc.sql(SELECT + "where " + filter + "order_id < ? order by order_id desc limit ?")
        .params(below, limit)
        .query(Deliveries::map)
        .list();
  }

  public DeliveryCounts counts() {
    return jdbc.sql(
            """
            select total - pending - parked as delivered, pending, retried, parked
            from (select (select count(*) from deliveries) as total,
                         (select count(*) from deliveries where status = 'PENDING') as pending,
                         (select count(*) from deliveries where attempts > 1) as retried,
                         (select count(*) from deliveries where status = 'PARKED') as parked)
            """)
        .query(DeliveryCounts.class)
        .single();
  }

  long pending() {
    return jdbc.sql("select count(*) from deliveries where status = 'PENDING'")
        .query(Long.class)
        .single();
  }

  private static Delivery map(ResultSet row, int number) throws SQLException {
    return new Delivery(
        row.getLong("order_id"),
        row.getObject("event_id", UUID.class),
        row.getString("type"),
        DeliveryStatus.valueOf(row.getString("status")),
        row.getInt("attempts"),
        row.getString("last_error"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "next_attempt_at"),
        instant(row, "delivered_at"),
        instant(row, "parked_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
