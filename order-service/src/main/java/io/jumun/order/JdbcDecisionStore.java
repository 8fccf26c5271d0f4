package io.jumun.order;

import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.outbox.LateWrites;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** SQL rather than JPA, which writes order by order: ADR 0015. */
@Repository
class JdbcDecisionStore implements DecisionStore {

  private static final String SELECT =
      """
      select order_id, user_id, coupon_id, created_at, deadline_at,
        status, cancel_reason, total_amount, discount_amount, final_amount, completed_at
      from orders
      """;

  private final JdbcTemplate jdbc;
  private final LateWrites writes;
  private final DatabaseClock clock;

  JdbcDecisionStore(JdbcTemplate jdbc, LateWrites writes, DatabaseClock clock) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.clock = clock;
  }

  /**
   * The clock is outside, where a row comes when it is locked; inside it would tell when it was
   * found.
   */
  @Override
  public Locked lockAll(Collection<Long> ids) {
    writes.requireNone();
    var byId = new HashMap<Long, Order>();
    var at = new AtomicReference<@Nullable Instant>();
    jdbc.query(
        "select locked.*, clock_timestamp() as locked_at from (%s) as locked"
            .formatted(SELECT + "where order_id = any(?::bigint[]) order by order_id for update"),
        row -> {
          var order = order(row);
          byId.put(order.id(), order);
          at.set(instant(row, "locked_at")); // the last one's, in the end
        },
        (Object) ids.toArray(Long[]::new));
    var last = at.get();
    return new Locked(byId, last == null ? clock.now() : last);
  }

  @Override
  public List<Order> lockOverdue(int limit) {
    writes.requireNone();
    return jdbc.query(
        SELECT
            + """
            where status = 'PENDING' and deadline_at <= now()
            order by deadline_at limit ?
            for update skip locked
            """,
        (row, _) -> order(row),
        limit);
  }

  @Override
  public void saveStates(Collection<Order> orders) {
    if (orders.isEmpty()) {
      return;
    }
    writes.add(
        """
        update orders o
        set status = n.status, cancel_reason = n.cancel_reason, total_amount = n.total_amount,
            discount_amount = n.discount_amount, final_amount = n.final_amount,
            completed_at = n.completed_at
        from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
            ?::text[]::timestamptz[])
          as n (order_id, status, cancel_reason, total_amount, discount_amount, final_amount,
            completed_at)
        where o.order_id = n.order_id
        """,
        orders.stream().map(Order::id).toArray(Long[]::new),
        texts(orders, Order.State::status),
        texts(orders, Order.State::cancelReason),
        numbers(orders, Order.State::totalAmount),
        numbers(orders, Order.State::discountAmount),
        numbers(orders, Order.State::finalAmount),
        texts(orders, Order.State::completedAt));
  }

  private static Order order(ResultSet row) throws SQLException {
    var reason = row.getString("cancel_reason");
    return new Order(
        row.getLong("order_id"),
        row.getLong("user_id"),
        row.getObject("coupon_id", Long.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("deadline_at", OffsetDateTime.class).toInstant(),
        new Order.State(
            OrderStatus.valueOf(row.getString("status")),
            reason == null ? null : CancelReason.valueOf(reason),
            row.getObject("total_amount", Long.class),
            row.getObject("discount_amount", Long.class),
            row.getObject("final_amount", Long.class),
            instant(row, "completed_at")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Long[] numbers(
      Collection<Order> orders, Function<Order.State, @Nullable Long> column) {
    return orders.stream().map(order -> column.apply(order.state())).toArray(Long[]::new);
  }

  private static @Nullable String[] texts(
      Collection<Order> orders, Function<Order.State, @Nullable Object> column) {
    return orders.stream()
        .map(order -> column.apply(order.state()))
        .map(value -> value == null ? null : value.toString())
        .toArray(String[]::new);
  }
}
