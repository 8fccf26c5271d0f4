package io.jumun.order;

import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.order.OrderView.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Orders to look at. One statement each, so lines and order are of one moment. */
@Service
public class OrderQueries {

  private static final String SELECT =
      """
      select o.*,
        array(select product_id from order_lines l where l.order_id = o.order_id
              order by product_id) as product_ids,
        array(select quantity from order_lines l where l.order_id = o.order_id
              order by product_id) as quantities,
        array(select unit_price from order_lines l where l.order_id = o.order_id
              order by product_id) as unit_prices
      from orders o
      """;

  private final JdbcTemplate jdbc;

  OrderQueries(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<OrderView> find(long orderId) {
    return jdbc.query(SELECT + "where order_id = ?", OrderQueries::view, orderId).stream()
        .findFirst();
  }

  /** A user's orders of a smaller id, greatest id first: newest first, but for replicas' blocks. */
  public List<OrderView> listBefore(long orderId, long userId, int limit) {
    return jdbc.query(
        SELECT + "where user_id = ? and order_id < ? order by order_id desc limit ?",
        OrderQueries::view,
        userId,
        orderId,
        limit);
  }

  private static OrderView view(ResultSet row, int number) throws SQLException {
    var reason = row.getString("cancel_reason");
    return new OrderView(
        row.getLong("order_id"),
        row.getLong("user_id"),
        OrderStatus.valueOf(row.getString("status")),
        reason == null ? null : CancelReason.valueOf(reason),
        lines(row),
        row.getObject("coupon_id", Long.class),
        row.getObject("total_amount", Long.class),
        row.getObject("discount_amount", Long.class),
        row.getObject("final_amount", Long.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("completed_at", OffsetDateTime.class)));
  }

  private static List<Line> lines(ResultSet row) throws SQLException {
    var products = (Long[]) row.getArray("product_ids").getArray();
    var quantities = (Long[]) row.getArray("quantities").getArray();
    var prices = (@Nullable Long[]) row.getArray("unit_prices").getArray();
    var lines = new ArrayList<Line>(products.length);
    for (int i = 0; i < products.length; i++) {
      lines.add(new Line(products[i], quantities[i], prices[i]));
    }
    return lines;
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
