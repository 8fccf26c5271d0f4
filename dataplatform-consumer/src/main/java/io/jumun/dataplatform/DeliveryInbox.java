package io.jumun.dataplatform;

import io.jumun.outbox.EventJson;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where paid orders are stored until they are delivered. */
@Service
public class DeliveryInbox {

  /** In the order of ids, so that two consumers that store the same orders never deadlock. */
  private static final String INSERT =
      """
      insert into deliveries (event_id, order_id, type, payload, headers, traceparent,
                              record_partition, record_offset)
      select e, o, t, p::json, h::json, tp, rp, ro
      from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::integer[], ?::bigint[]) as d (e, o, t, p, h, tp, rp, ro)
      order by o
      on conflict do nothing
      """;

  private final JdbcTemplate jdbc;
  private final ApplicationEventPublisher events;

  DeliveryInbox(JdbcTemplate jdbc, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.events = events;
  }

  /**
   * Stores orders in the current transaction; an order that is known already is left as it is.
   * Delivery starts when the transaction has committed.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void store(List<PaidOrder> orders) {
    if (!orders.isEmpty() && insert(orders) > 0) {
      events.publishEvent(new DeliveriesDue());
    }
  }

  private int insert(List<PaidOrder> orders) {
    return jdbc.update(
        INSERT,
        statement -> {
          var connection = statement.getConnection();
          statement.setArray(1, array(connection, "uuid", orders, PaidOrder::eventId));
          statement.setArray(2, array(connection, "bigint", orders, PaidOrder::orderId));
          statement.setArray(3, array(connection, "text", orders, PaidOrder::type));
          statement.setArray(4, array(connection, "text", orders, PaidOrder::payload));
          statement.setArray(
              5, array(connection, "text", orders, o -> EventJson.write(o.headers())));
          statement.setArray(6, array(connection, "text", orders, PaidOrder::traceparent));
          statement.setArray(
              7, array(connection, "integer", orders, o -> o.position().partition()));
          statement.setArray(8, array(connection, "bigint", orders, o -> o.position().offset()));
        });
  }

  private static Array array(
      Connection connection,
      String type,
      List<PaidOrder> orders,
      Function<PaidOrder, @Nullable Object> column)
      throws SQLException {
    return connection.createArrayOf(type, orders.stream().map(column).toArray());
  }
}
