package io.jumun.order.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.SettlementEvent.OrdersSettled;
import io.jumun.order.OrderServiceApplication;
import io.jumun.outbox.EventJson;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The walk over the orders, on a database of its own and only when a test says so. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = OrderServiceApplication.class,
    properties = {
      "spring.config.name=order-service",
      "spring.kafka.listener.auto-startup=false",
      "jumun.reconciliation.grace=1m",
      "jumun.reconciliation.again-after=1h",
      "jumun.reconciliation.interval=1d"
    })
class SettlementStatementsTest {

  private static final TestDatabase DATABASE = TestInfrastructure.newDatabase("settlements");

  @Autowired SettlementStatements statements;
  @Autowired JdbcClient sql;
  @Autowired MeterRegistry meters;

  @DynamicPropertySource
  static void infrastructure(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
  }

  @BeforeEach
  void begin() {
    DATABASE.executeAsOwner("delete from orders");
    DATABASE.executeAsOwner("delete from outbox");
    sql.sql("update settlement_cursors set next_order_id = 1").update();
  }

  @Test
  void statesWhatHasEndedAGraceAgoAndGoesOnFromThere() {
    order(2, "PAID", "2 minutes");
    order(5, "CANCELLED", "2 minutes");
    order(6, "PAID", "10 seconds");

    statements.run();
    assertThat(stated()).extracting(OrdersSettled::fromOrderId).containsExactly(1L);
    assertThat(stated().getFirst().toOrderId()).isEqualTo(5);
    assertThat(stated().getFirst().paid()).containsExactly(2L);

    endedLongAgo(6);
    statements.run();
    statements.run();
    assertThat(stated()).hasSize(2);
    assertThat(stated().getLast().fromOrderId()).isEqualTo(6);
    assertThat(stated().getLast().toOrderId()).isEqualTo(6);
  }

  @Test
  void doesNotGoPastAnOrderThatIsOpen() {
    order(1, "PAID", "2 minutes");
    sql.sql(
            """
            insert into orders (order_id, user_id, status, created_at, deadline_at)
            values (2, 1, 'PENDING', now() - interval '2 minutes', now() + interval '1 hour')
            """)
        .update();
    order(3, "PAID", "2 minutes");

    statements.run();

    assertThat(stated()).extracting(OrdersSettled::toOrderId).containsExactly(1L);
    assertThat(lag("first")).isBetween(120.0, 180.0);
  }

  @Test
  void namesPaidOrdersWithTheirCoupon() {
    order(1, "PAID", "2 minutes");
    order(2, "PAID", "2 minutes");
    sql.sql("update orders set coupon_id = 9 where order_id = 2").update();

    statements.run();

    assertThat(stated().getFirst().paidWithCoupon()).containsExactly(2L);
  }

  /** An order may be stored under an id that was gone past. */
  @Test
  void statesEverythingAgainLater() {
    order(3, "PAID", "2 minutes");
    statements.run();
    order(2, "PAID", "2 minutes");
    statements.run();
    assertThat(stated()).hasSize(1);

    endedLongAgo(2);
    endedLongAgo(3);
    statements.run();

    assertThat(stated().getLast().fromOrderId()).isEqualTo(1);
    assertThat(stated().getLast().paid()).containsExactly(2L, 3L);
  }

  @Test
  void statesAHistoryAtOnceInBoundedPieces() {
    sql.sql(
            """
            insert into orders (order_id, user_id, status, total_amount, discount_amount,
              final_amount, created_at, deadline_at, completed_at)
            select id, 1, 'PAID', 1, 0, 1, t, t + interval '5 seconds', t
            from generate_series(1, 1200) id, (select now() - interval '2 minutes' as t)
            """)
        .update();

    statements.run();

    assertThat(stated()).extracting(s -> s.paid().size()).containsExactly(500, 500, 200);
    assertThat(stated().getLast().toOrderId()).isEqualTo(1200);
    assertThat(lag("first")).isZero();
  }

  @Test
  void leavesARangeToTheReplicaThatIsAtIt() throws SQLException {
    order(1, "PAID", "2 minutes");
    try (var other = DATABASE.connect();
        var locking = other.createStatement()) {
      other.setAutoCommit(false);
      locking.execute("select * from settlement_cursors for update");
      statements.run();
      assertThat(stated()).isEmpty();
      other.rollback(); // closing alone would let the lock go a moment later
    }

    statements.run();
    assertThat(stated()).hasSize(1);
  }

  private void order(long id, String status, String endedAgo) {
    sql.sql(
            """
            insert into orders (order_id, user_id, status, cancel_reason, total_amount,
              discount_amount, final_amount, created_at, deadline_at, completed_at)
            select :id, 1, :status, case when not paid then 'OUT_OF_STOCK' end,
              case when paid then 10 end, case when paid then 0 end, case when paid then 10 end,
              t, t + interval '5 seconds', t
            from (select now() - :ago::interval as t, :status = 'PAID' as paid)
            """)
        .param("id", id)
        .param("status", status)
        .param("ago", endedAgo)
        .update();
  }

  private void endedLongAgo(long id) {
    sql.sql("update orders set completed_at = now() - interval '2 hours' where order_id = ?")
        .param(id)
        .update();
  }

  private List<OrdersSettled> stated() {
    return sql
        .sql(
            """
            select payload::text from outbox where aggregatetype = 'settlement'
              and aggregateid = payload ->> 'fromOrderId' order by created_at, id
            """)
        .query(String.class)
        .list()
        .stream()
        .map(json -> EventJson.read(json.getBytes(StandardCharsets.UTF_8), OrdersSettled.class))
        .toList();
  }

  private double lag(String pass) {
    return meters
        .get("jumun.reconciliation.cursor.lag")
        .tag("pass", pass)
        .timeGauge()
        .value(TimeUnit.SECONDS);
  }
}
