package io.jumun.order;

import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.PricedLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** The prices of paid orders, on their lines. */
@Component
class LinePrices {

  private static final String UPDATE =
      """
      with priced as (
        update order_lines l set unit_price = p.unit_price
        from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
          as p (order_id, product_id, quantity, unit_price)
        where l.order_id = p.order_id and l.product_id = p.product_id and l.quantity = p.quantity
        returning l.order_id
      )
      select (select count(*) from priced) = ?
         and (select count(*) from order_lines where order_id = any(?::bigint[])) = ?
      """;

  private final JdbcTemplate jdbc;

  LinePrices(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @throws IllegalArgumentException when what was paid for is not line by line what was ordered
   */
  void store(List<OrderPaid> paid) {
    if (paid.isEmpty()) {
      return;
    }
    var lines = new ArrayList<PricedLine>();
    var owners = new ArrayList<Long>();
    for (var order : paid) {
      lines.addAll(order.lines());
      order.lines().forEach(_ -> owners.add(order.orderId()));
    }
    var match =
        jdbc.queryForObject(
            UPDATE,
            Boolean.class,
            owners.toArray(Long[]::new),
            lines.stream().map(PricedLine::productId).toArray(Long[]::new),
            lines.stream().map(PricedLine::quantity).toArray(Long[]::new),
            lines.stream().map(PricedLine::unitPrice).toArray(Long[]::new),
            lines.size(),
            paid.stream().map(OrderPaid::orderId).toArray(Long[]::new),
            lines.size());
    if (!Boolean.TRUE.equals(match)) {
      throw new IllegalArgumentException("Paid for other lines than were ordered");
    }
  }

  /** The lines of paid orders, each order's by product. */
  Map<Long, List<PricedLine>> of(List<Long> paid) {
    var lines = new HashMap<Long, List<PricedLine>>();
    if (!paid.isEmpty()) {
      jdbc.query(
          """
          select order_id, product_id, quantity, unit_price from order_lines
          where order_id = any(?::bigint[]) order by order_id, product_id
          """,
          (RowCallbackHandler)
              row ->
                  lines
                      .computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                      .add(new PricedLine(row.getLong(2), row.getLong(3), row.getLong(4))),
          (Object) paid.toArray(Long[]::new));
    }
    return lines;
  }
}
