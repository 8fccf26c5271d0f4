package io.jumun.benchmarks.baseline.jpa;

import io.jumun.benchmarks.baseline.Outcome;
import io.jumun.benchmarks.baseline.PaidOrderOutbox;
import io.jumun.benchmarks.baseline.Purchase;
import io.jumun.benchmarks.baseline.Refusal;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.PricedLine;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Stores orders as they end, within the transaction in which they do. */
@Component
public class OrderBook {

  private static final String PAY =
      """
      with priced as (
        update order_lines l set unit_price = p.price
        from unnest(?::bigint[], ?::bigint[]) as p (product_id, price)
        where l.order_id = ? and l.product_id = p.product_id
      )
      update orders set status = 'PAID', total_amount = ?, discount_amount = ?, final_amount = ?,
        completed_at = ?
      where order_id = ? and status = 'PENDING'
      """;

  private static final String CANCEL =
      """
      update orders set status = 'CANCELLED', cancel_reason = ?, completed_at = ?
      where order_id = ? and status = 'PENDING'
      """;

  private final EntityManager entities;
  private final JdbcTemplate jdbc;
  private final PaidOrderOutbox outbox;

  OrderBook(EntityManager entities, JdbcTemplate jdbc, PaidOrderOutbox outbox) {
    this.entities = entities;
    this.jdbc = jdbc;
    this.outbox = outbox;
  }

  /** For an order that is paid when the transaction commits; everything is sent at once. */
  public Outcome paid(
      long orderId, Purchase purchase, List<PricedLine> lines, long discount, Instant now) {
    entities.persist(StoredOrder.paid(orderId, purchase, lines, discount, now));
    entities.flush();
    return announce(orderId, purchase, lines, discount, now, now);
  }

  public Outcome refused(long orderId, Purchase purchase, Refusal reason, Instant now) {
    entities.persist(StoredOrder.refused(orderId, purchase, reason, now));
    return new Outcome.Refused(orderId, reason);
  }

  /** For an order whose steps are done elsewhere. */
  public void open(long orderId, Purchase purchase, Instant now) {
    entities.persist(StoredOrder.pending(orderId, purchase, now));
  }

  /** The steps of an open order are done. */
  public Outcome pay(
      long orderId,
      Purchase purchase,
      List<PricedLine> lines,
      long discount,
      Instant createdAt,
      Instant now) {
    long total = total(lines);
    require(
        jdbc.update(
            PAY,
            lines.stream().map(PricedLine::productId).toArray(Long[]::new),
            lines.stream().map(PricedLine::unitPrice).toArray(Long[]::new),
            orderId,
            total,
            discount,
            total - discount,
            Timestamp.from(now),
            orderId));
    return announce(orderId, purchase, lines, discount, createdAt, now);
  }

  /**
   * A step of an open order has failed.
   *
   * @param reason as the table knows it
   */
  public void cancel(long orderId, String reason, Instant now) {
    require(jdbc.update(CANCEL, reason, Timestamp.from(now), orderId));
  }

  public static long total(List<PricedLine> lines) {
    return lines.stream().mapToLong(PricedLine::amount).reduce(0, Math::addExact);
  }

  private Outcome announce(
      long orderId,
      Purchase purchase,
      List<PricedLine> lines,
      long discount,
      Instant createdAt,
      Instant now) {
    long total = total(lines);
    outbox.append(
        new OrderPaid(
            orderId,
            purchase.userId(),
            lines,
            total,
            discount,
            total - discount,
            purchase.couponId(),
            createdAt,
            now),
        purchase.traceparent());
    return new Outcome.Paid(orderId, total - discount);
  }

  private static void require(int changed) {
    if (changed != 1) {
      throw new IllegalStateException("The order is not open");
    }
  }
}
