package io.jumun.order;

import static io.jumun.order.Client.orderOf;
import static io.jumun.order.OtherServices.outOfStock;
import static io.jumun.order.OtherServices.payment;
import static io.jumun.order.OtherServices.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.BalanceEvent.BalanceRefunded;
import io.jumun.contracts.CouponEvent.CouponRejected;
import io.jumun.contracts.CouponEvent.CouponRestored;
import io.jumun.contracts.CouponEvent.CouponUsed;
import io.jumun.contracts.EventTypes;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import io.jumun.contracts.StockEvent.StockReleased;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.contracts.Topics;
import io.jumun.testing.TestInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class OrderSagaTest extends OrderServiceTest {

  private static final String CREATED = "io.jumun.OrderCreated.v1";
  private static final String PAID = "io.jumun.OrderPaid.v1";
  private static final String CANCELLED = "io.jumun.OrderCancelled.v1";

  @Autowired MeterRegistry meters;
  @Autowired TransactionTemplate transaction;
  @Autowired DecisionStore decisions;

  @Test
  void storesWhatWasPaid() {
    var orderId = place();
    publish(payment(orderId, user));
    awaitState(orderId, "PAID");

    assertThat(
            sql.sql(
                    """
                    select total_amount = 20000 and discount_amount = 2000 and final_amount = 18000
                      and unit_price = 10000 and completed_at between created_at and deadline_at
                    from orders join order_lines using (order_id) where order_id = ?
                    """)
                .param(orderId)
                .query(Boolean.class)
                .single())
        .isTrue();
    assertThat(payloads(orderId, "OrderPaid"))
        .singleElement()
        .asString()
        .contains("\"finalAmount\":18000", "\"unitPrice\":10000", "\"createdAt\"", "\"paidAt\"");
  }

  @Test
  void paysOnceForDuplicates() {
    var orderId = place();
    for (int i = 0; i < 3; i++) {
      publish(payment(orderId, user));
    }
    afterAllBefore();

    assertThat(state(orderId)).isEqualTo("PAID");
    assertThat(published(orderId)).containsExactly(CREATED, PAID);
  }

  @Test
  void cancelsOnceForDuplicatesAndOtherFailures() {
    var orderId = place();
    publish(outOfStock(orderId));
    awaitState(orderId, "CANCELLED OUT_OF_STOCK");
    publish(outOfStock(orderId));
    publish(new CouponRejected(orderId, 5, null));
    afterAllBefore();

    assertThat(state(orderId)).isEqualTo("CANCELLED OUT_OF_STOCK");
    assertThat(published(orderId)).containsExactly(CREATED, CANCELLED);
  }

  @Test
  void staysPaidWhenAFailureComesSecond() {
    var orderId = place();
    publish(payment(orderId, user));
    awaitState(orderId, "PAID");
    publish(outOfStock(orderId));
    publish(new BalanceRefunded(orderId, user, 18_000, 20_000));
    afterAllBefore();

    assertThat(state(orderId)).isEqualTo("PAID");
    assertThat(published(orderId)).containsExactly(CREATED, PAID);
  }

  @Test
  void staysCancelledWhenAPaymentComesAfterTheDeadline() {
    var orderId = place();
    awaitState(orderId, "CANCELLED DEADLINE_PASSED");
    publish(payment(orderId, user));
    afterAllBefore();

    assertThat(state(orderId)).isEqualTo("CANCELLED DEADLINE_PASSED");
    assertThat(published(orderId)).containsExactly(CREATED, CANCELLED);
  }

  @Test
  void isNotChangedBySuccessfulSteps() {
    var orderId = place();
    var lines = List.of(new PricedLine(10, 2, 10_000));
    publish(new StockReserved(orderId, user, 5L, lines, 20_000));
    publish(new CouponUsed(orderId, user, 5, 6, lines, 20_000, 2_000, 18_000));
    publish(new CouponRestored(orderId, 5, 6));
    publish(new StockReleased(orderId, List.of(new OrderLine(10, 2))));
    afterAllBefore();

    assertThat(state(orderId)).isEqualTo("PENDING");
    assertThat(published(orderId)).containsExactly(CREATED);
  }

  @Test
  void setsAPaymentAsideThatIsNotForWhatWasOrdered() {
    var orderId = place();
    var foreign = List.of(new PricedLine(99, 2, 10_000));
    publish(new BalanceDeducted(orderId, user, null, foreign, 20_000, 0, 20_000, 0));

    awaitDeadLetter(Topics.BALANCE_EVENTS, orderId);
    assertThat(state(orderId)).isNotEqualTo("PAID");
    assertThat(payloads(orderId, "OrderPaid")).isEmpty();
  }

  @Test
  void setsAPoisonRecordAsideAndGoesOn() {
    var orderId = place();
    publish(
        Topics.BALANCE_EVENTS, orderId, EventTypes.nameOf(BalanceDeducted.class), "{\"broken\":");
    publish(payment(orderId, user));

    awaitState(orderId, "PAID");
    awaitDeadLetter(Topics.BALANCE_EVENTS, orderId);
  }

  @Test
  void ignoresAnEventTypeOfANewerProducer() {
    var orderId = place();
    publish(Topics.BALANCE_EVENTS, orderId, "io.jumun.BalanceFrozen.v1", "{}");
    publish(payment(orderId, user));

    awaitState(orderId, "PAID");
  }

  @Test
  void countsEventsOfUnknownOrders() {
    var before = meters.counter("jumun.orders.unknown").count();

    publish(payment(Long.MAX_VALUE, user));

    await().until(() -> meters.counter("jumun.orders.unknown").count() > before);
  }

  /** PostgreSQL streams a commit a moment before other transactions can see it. */
  @Test
  void paysAnOrderWhoseEventsOvertookItsCommit() throws Exception {
    long orderId = 8_000_000_000L + user;
    var unknown = meters.counter("jumun.orders.unknown");
    var before = unknown.count();
    try (var storing = DATABASE.connect();
        var statement = storing.createStatement()) {
      storing.setAutoCommit(false);
      statement.execute(
          """
          insert into orders (order_id, user_id, status, coupon_id, created_at, deadline_at)
          values (%1$d, %2$d, 'PENDING', 5, now(), now() + interval '1 minute');
          insert into order_lines (order_id, product_id, quantity) values (%1$d, 10, 2)
          """
              .formatted(orderId, user));
      publish(payment(orderId, user));
      await().until(() -> unknown.count() > before || somebodyWaitsForALock());
      storing.commit();
    }

    awaitState(orderId, "PAID");
    assertThat(published(orderId)).containsExactly(PAID);
  }

  @Test
  void readsTheClockWhenItHasTheLockItWaitedFor() throws Exception {
    long orderId = place();
    try (var holding = DATABASE.connect();
        var statement = holding.createStatement();
        var locking = Executors.newSingleThreadExecutor()) {
      holding.setAutoCommit(false);
      statement.execute("select * from orders where order_id = %d for update".formatted(orderId));
      var locked =
          locking.submit(() -> transaction.execute(_ -> decisions.lockAll(List.of(orderId))));
      await().until(this::somebodyWaitsForALock);
      var whileItWaits =
          sql.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
      holding.rollback();

      assertThat(locked.get().at()).isAfter(whileItWaits);
    }
  }

  private boolean somebodyWaitsForALock() {
    return sql.sql(
            """
            select exists (select 1 from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock')
            """)
        .query(Boolean.class)
        .single();
  }

  private long place() {
    client().post(orderOf(user), "Prefer", "respond-async").join();
    return created(user);
  }

  /** When an event published now has been handled on each partition that matters. */
  private void afterAllBefore() {
    for (var topic : List.of(Topics.STOCK_EVENTS, Topics.COUPON_EVENTS, Topics.BALANCE_EVENTS)) {
      awaitConsumed(topic);
    }
  }

  private static void awaitConsumed(String topic) {
    try (var admin =
        Admin.create(Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()))) {
      await().atMost(Duration.ofSeconds(20)).until(() -> lag(admin, topic) == 0);
    }
  }

  private static long lag(Admin admin, String topic) throws Exception {
    var committed =
        admin.listConsumerGroupOffsets("order-service").partitionsToOffsetAndMetadata().get();
    var partitions = new HashMap<TopicPartition, OffsetSpec>();
    for (int i = 0; i < 12; i++) {
      partitions.put(new TopicPartition(topic, i), OffsetSpec.latest());
    }
    var ends = admin.listOffsets(partitions).all().get();
    long lag = 0;
    for (var end : ends.entrySet()) {
      var done = committed.get(end.getKey());
      lag += end.getValue().offset() - (done == null ? 0 : done.offset());
    }
    return lag;
  }

  private static void awaitDeadLetter(String topic, long orderId) {
    var keys = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                TestInfrastructure.kafkaBootstrapServers(),
                "group.id",
                "dead-letters-" + orderId,
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(topic + "-dlt"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> keys.add(record.key()));
                return keys.contains(Long.toString(orderId));
              });
    }
  }
}
