package io.jumun.order;

import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderLine;
import io.jumun.outbox.Outbox;
import io.jumun.outbox.TraceParents;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores new orders, their keys and their events: all of a batch in one transaction. */
@Component
class OrderStore {

  private static final String INSERT =
      """
      with clock as materialized (select clock_timestamp() as now),
      stored as (
        insert into orders (order_id, user_id, coupon_id, status, created_at, deadline_at)
        select order_id, user_id, coupon_id, 'PENDING', now, now + ? * interval '1 millisecond'
        from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as o (order_id, user_id, coupon_id), clock
      ),
      lines as (
        insert into order_lines (order_id, product_id, quantity)
        select * from unnest(?::bigint[], ?::bigint[], ?::bigint[])
      )
      select now from clock
      """;

  private final JdbcTemplate jdbc;
  private final IdempotencyKeys keys;
  private final OpenOrders openOrders;
  private final Outbox outbox;
  private final TransactionTemplate transactions;
  private final Duration deadline;

  OrderStore(
      JdbcTemplate jdbc,
      IdempotencyKeys keys,
      OpenOrders openOrders,
      Outbox outbox,
      PlatformTransactionManager transactions,
      OrderProperties settings) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.openOrders = openOrders;
    this.outbox = outbox;
    this.transactions = new TransactionTemplate(transactions);
    this.deadline = settings.deadline();
  }

  /**
   * @return what became of each, by the id it was taken under
   * @throws IntakeFailure when the transaction failed, or may have
   */
  Map<Long, Placement> store(List<Arrival> batch) {
    var commitSent = new AtomicBoolean();
    var placements = new HashMap<Long, Placement>();
    try {
      TraceParents.during(
          traceParents(batch),
          () ->
              transactions.executeWithoutResult(
                  _ -> {
                    placements.putAll(keys.settled(batch));
                    openOrders.refuseTooMany(batch, placements);
                    insert(
                        batch.stream().filter(a -> !placements.containsKey(a.orderId())).toList());
                    noteWhenCommitIsSent(commitSent);
                  }));
    } catch (RuntimeException e) {
      throw new IntakeFailure(e, commitSent.get());
    }
    batch.forEach(
        arrival ->
            placements.putIfAbsent(arrival.orderId(), new Placement.Stored(arrival.orderId())));
    return placements;
  }

  /** Which of these ids are stored. */
  Set<Long> storedAmong(Collection<Long> orderIds) {
    return Set.copyOf(
        jdbc.queryForList(
            "select order_id from orders where order_id = any(?::bigint[])",
            Long.class,
            (Object) orderIds.toArray(Long[]::new)));
  }

  private void insert(List<Arrival> batch) {
    if (batch.isEmpty()) {
      return;
    }
    var createdAt = insertRows(batch, batch.stream().flatMap(OrderStore::lines).toList());
    for (var arrival : batch) {
      var order = arrival.order();
      outbox.append(
          arrival.orderId(),
          new OrderCreated(
              arrival.orderId(), order.userId(), order.lines(), order.couponId(), createdAt));
    }
  }

  private Instant insertRows(List<Arrival> batch, List<Line> lines) {
    var createdAt =
        jdbc.queryForObject(
            INSERT,
            OffsetDateTime.class,
            deadline.toMillis(),
            batch.stream().map(Arrival::orderId).toArray(Long[]::new),
            batch.stream().map(arrival -> arrival.order().userId()).toArray(Long[]::new),
            batch.stream().map(arrival -> arrival.order().couponId()).toArray(Long[]::new),
            lines.stream().map(Line::orderId).toArray(Long[]::new),
            lines.stream().map(line -> line.line().productId()).toArray(Long[]::new),
            lines.stream().map(line -> line.line().quantity()).toArray(Long[]::new));
    return Objects.requireNonNull(createdAt).toInstant();
  }

  private static java.util.stream.Stream<Line> lines(Arrival arrival) {
    return arrival.order().lines().stream().map(line -> new Line(arrival.orderId(), line));
  }

  private static Map<Long, String> traceParents(List<Arrival> batch) {
    var byOrder = new HashMap<Long, String>();
    for (var arrival : batch) {
      var traceparent = arrival.order().traceparent();
      if (traceparent != null) {
        byOrder.put(arrival.orderId(), traceparent);
      }
    }
    return byOrder;
  }

  /** Registered last, so what goes wrong before it went wrong before the commit. */
  private static void noteWhenCommitIsSent(AtomicBoolean sent) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void beforeCommit(boolean readOnly) {
            sent.set(true);
          }
        });
  }

  private record Line(long orderId, OrderLine line) {}
}
