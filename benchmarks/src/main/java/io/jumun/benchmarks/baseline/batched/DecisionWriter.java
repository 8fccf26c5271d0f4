package io.jumun.benchmarks.baseline.batched;

import io.jumun.benchmarks.baseline.PaidOrderOutbox;
import io.jumun.contracts.OrderEvent.OrderPaid;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes a batch: a statement per table, however many orders. */
@Component
class DecisionWriter {

  private static final String ORDERS =
      """
      insert into orders (order_id, user_id, coupon_id, status, cancel_reason, total_amount,
        discount_amount, final_amount, created_at, deadline_at, completed_at)
      select id, u, c, case when r is null then 'PAID' else 'CANCELLED' end, r, t, d, t - d,
        n, n + interval '5 seconds', n
      from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[])
        as o (id, u, c, r, t, d), (select ?::timestamptz as n) as clock
      """;

  private static final String LINES =
      """
      insert into order_lines (order_id, product_id, quantity, unit_price)
      select * from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
      """;

  private static final String STOCK =
      """
      update products p set stock = s.stock
      from unnest(?::bigint[], ?::bigint[]) as s (id, stock) where p.product_id = s.id
      """;

  private static final String COUPONS =
      """
      update user_coupons c set status = 'USED', order_id = u.order_id, used_at = ?
      from unnest(?::bigint[], ?::bigint[]) as u (id, order_id) where c.user_coupon_id = u.id
      """;

  private static final String ACCOUNTS =
      """
      update accounts a set balance = n.balance, last_sequence = n.sequence
      from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as n (id, balance, sequence)
      where a.user_id = n.id
      """;

  private static final String LEDGER =
      """
      insert into ledger_entries (user_id, sequence, type, amount, balance_after, order_id, created_at)
      select u, s, 'DEDUCT', a, b, o, ?
      from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
        as e (u, s, a, b, o)
      """;

  private final JdbcTemplate jdbc;
  private final PaidOrderOutbox outbox;

  DecisionWriter(JdbcTemplate jdbc, PaidOrderOutbox outbox) {
    this.jdbc = jdbc;
    this.outbox = outbox;
  }

  void write(List<Decision> decisions, Goods goods, Instant now) {
    writeOrders(decisions, now);
    writeLines(decisions);
    var paid =
        decisions.stream()
            .filter(Decision.Paid.class::isInstance)
            .map(Decision.Paid.class::cast)
            .toList();
    if (!paid.isEmpty()) {
      writeStock(goods);
      writeCoupons(paid, now);
      writeAccounts(paid, now);
      outbox.append(paid.stream().map(p -> announcement(p, now)).toList());
    }
  }

  private void writeOrders(List<Decision> decisions, Instant now) {
    jdbc.update(
        ORDERS,
        longs(decisions, d -> d.arrival().orderId()),
        longs(decisions, d -> d.arrival().purchase().userId()),
        longs(decisions, d -> d.arrival().purchase().couponId()),
        decisions.stream()
            .map(d -> d instanceof Decision.Refused(_, var reason) ? reason.name() : null)
            .toArray(String[]::new),
        longs(decisions, d -> d instanceof Decision.Paid paid ? paid.total() : null),
        longs(decisions, d -> d instanceof Decision.Paid paid ? paid.discount() : null),
        Timestamp.from(now));
  }

  private void writeLines(List<Decision> decisions) {
    var lines = new ArrayList<Line>();
    for (var decision : decisions) {
      long orderId = decision.arrival().orderId();
      switch (decision) {
        case Decision.Paid paid ->
            paid.lines()
                .forEach(
                    l -> lines.add(new Line(orderId, l.productId(), l.quantity(), l.unitPrice())));
        case Decision.Refused refused ->
            refused
                .arrival()
                .purchase()
                .lines()
                .forEach(l -> lines.add(new Line(orderId, l.productId(), l.quantity(), null)));
      }
    }
    jdbc.update(
        LINES,
        longs(lines, Line::orderId),
        longs(lines, Line::productId),
        longs(lines, Line::quantity),
        longs(lines, Line::unitPrice));
  }

  private void writeStock(Goods goods) {
    var sold = List.copyOf(goods.soldProducts);
    jdbc.update(
        STOCK,
        sold.toArray(Long[]::new),
        longs(sold, id -> Objects.requireNonNull(goods.products.get(id)).stock));
  }

  private void writeCoupons(List<Decision.Paid> paid, Instant now) {
    var withCoupon = paid.stream().filter(p -> p.userCouponId() != null).toList();
    if (!withCoupon.isEmpty()) {
      jdbc.update(
          COUPONS,
          Timestamp.from(now),
          longs(withCoupon, Decision.Paid::userCouponId),
          longs(withCoupon, p -> p.arrival().orderId()));
    }
  }

  private void writeAccounts(List<Decision.Paid> paid, Instant now) {
    var last = new LinkedHashMap<Long, Decision.Paid>();
    paid.forEach(p -> last.put(p.arrival().purchase().userId(), p));
    var changed = List.copyOf(last.values());
    jdbc.update(
        ACCOUNTS,
        longs(changed, p -> p.arrival().purchase().userId()),
        longs(changed, Decision.Paid::balanceAfter),
        longs(changed, Decision.Paid::sequence));
    jdbc.update(
        LEDGER,
        Timestamp.from(now),
        longs(paid, p -> p.arrival().purchase().userId()),
        longs(paid, Decision.Paid::sequence),
        longs(paid, p -> p.total() - p.discount()),
        longs(paid, Decision.Paid::balanceAfter),
        longs(paid, p -> p.arrival().orderId()));
  }

  private static PaidOrderOutbox.Entry announcement(Decision.Paid paid, Instant now) {
    var purchase = paid.arrival().purchase();
    return new PaidOrderOutbox.Entry(
        new OrderPaid(
            paid.arrival().orderId(),
            purchase.userId(),
            paid.lines(),
            paid.total(),
            paid.discount(),
            paid.total() - paid.discount(),
            purchase.couponId(),
            now,
            now),
        purchase.traceparent());
  }

  private static <T> Long[] longs(List<? extends T> rows, Function<T, @Nullable Long> column) {
    return rows.stream().map(column).toArray(Long[]::new);
  }

  private record Line(long orderId, long productId, long quantity, @Nullable Long unitPrice) {}
}
