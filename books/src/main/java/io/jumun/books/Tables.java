package io.jumun.books;

import io.jumun.books.Order.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the services' tables. */
final class Tables {

  private Tables() {}

  static Map<Long, Order> orders(Database database) {
    var lines = lines(database, "order_lines");
    var orders = new HashMap<Long, Order>();
    database.each(
        """
        select order_id, user_id, status, cancel_reason, coupon_id,
          total_amount, discount_amount, final_amount
        from orders
        """,
        row -> {
          long id = row.getLong(1);
          orders.put(id, order(id, row, lines.getOrDefault(id, List.of())));
        });
    return orders;
  }

  static Collection<Long> keyedOrders(Database database) {
    var orders = new ArrayList<Long>();
    database.each("select order_id from idempotency_keys", row -> orders.add(row.getLong(1)));
    return orders;
  }

  private static Order order(long id, ResultSet row, List<Line> lines) throws SQLException {
    return new Order(
        id,
        row.getLong(2),
        text(row, 3).intern(),
        intern(row.getString(4)),
        number(row, 5),
        number(row, 6),
        number(row, 7),
        number(row, 8),
        List.copyOf(lines));
  }

  private static Map<Long, List<Line>> lines(Database database, String table) {
    var lines = new HashMap<Long, List<Line>>();
    database.each(
        "select order_id, product_id, quantity, unit_price from " + table,
        row ->
            lines
                .computeIfAbsent(row.getLong(1), _ -> new ArrayList<>(2))
                .add(new Line(row.getLong(2), row.getLong(3), number(row, 4))));
    return lines;
  }

  static Money money(Database database) {
    var money = new Money(new HashMap<>(), new ArrayList<>(), new HashMap<>());
    database.each(
        "select user_id, balance, last_sequence from accounts",
        row ->
            money
                .accounts()
                .put(row.getLong(1), new Money.Account(row.getLong(2), row.getLong(3))));
    database.each(
        """
        select user_id, sequence, type, amount, balance_after, order_id
        from ledger_entries order by user_id, sequence
        """,
        row ->
            money
                .ledger()
                .add(
                    new Money.Entry(
                        row.getLong(1),
                        row.getLong(2),
                        text(row, 3).intern(),
                        row.getLong(4),
                        row.getLong(5),
                        number(row, 6))));
    database.each(
        "select order_id, state, user_id, amount from balance_steps",
        row ->
            money
                .steps()
                .put(
                    row.getLong(1),
                    new Money.Step(text(row, 2).intern(), row.getLong(3), row.getLong(4))));
    return money;
  }

  static Stock stock(Database database) {
    var stock = new Stock(new HashMap<>(), new HashMap<>());
    var lines = lines(database, "stock_reservation_lines");
    database.each(
        "select product_id, stock from products",
        row -> stock.left().put(row.getLong(1), row.getLong(2)));
    database.each(
        "select order_id, state from stock_reservations",
        row ->
            stock
                .reservations()
                .put(
                    row.getLong(1),
                    new Stock.Reservation(
                        text(row, 2).intern(), lines.getOrDefault(row.getLong(1), List.of()))));
    return stock;
  }

  static Coupons coupons(Database database) {
    var coupons = new Coupons(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    database.each(
        "select coupon_id, issued_quantity, total_quantity from coupons",
        row ->
            coupons
                .campaigns()
                .add(new Coupons.Campaign(row.getLong(1), row.getLong(2), row.getLong(3))));
    database.each(
        "select user_coupon_id, coupon_id, user_id, status, order_id from user_coupons",
        row ->
            coupons
                .owned()
                .add(
                    new Coupons.Owned(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        text(row, 4).intern(),
                        number(row, 5))));
    database.each(
        "select order_id, state, user_coupon_id, coupon_id from coupon_steps",
        row ->
            coupons
                .steps()
                .put(
                    row.getLong(1),
                    new Coupons.Step(text(row, 2).intern(), number(row, 3), number(row, 4))));
    return coupons;
  }

  static Map<Long, String> deliveries(Database database) {
    var deliveries = new HashMap<Long, String>();
    database.each(
        "select order_id, status from deliveries",
        row -> deliveries.put(row.getLong(1), text(row, 2).intern()));
    return deliveries;
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }

  private static @Nullable String intern(@Nullable String text) {
    return text == null ? null : text.intern();
  }

  private static @Nullable Long number(ResultSet row, int column) throws SQLException {
    return row.getObject(column, Long.class);
  }
}
