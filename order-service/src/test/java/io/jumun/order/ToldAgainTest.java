package io.jumun.order;

import static io.jumun.order.Client.orderOf;
import static io.jumun.order.OtherServices.outOfStock;
import static io.jumun.order.OtherServices.payment;
import static io.jumun.order.OtherServices.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.contracts.BalanceEvent.BalanceOutcomeRequested;
import io.jumun.contracts.CouponEvent.CouponOutcomeRequested;
import io.jumun.contracts.DataPlatformEvent.PaidOrderRequested;
import io.jumun.contracts.StockEvent.StockOutcomeRequested;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who asks for an order's end gets it from the order's row. */
class ToldAgainTest extends OrderServiceTest {

  private static final String CREATED = "io.jumun.OrderCreated.v1";
  private static final String PAID = "io.jumun.OrderPaid.v1";

  @Autowired MeterRegistry meters;

  /** Ids that no other test and no sequence gives out. */
  private final long unknownOrder = 7_000_000_000L + user;

  @Test
  void tellsThatAnOrderIsPaidWordForWord() {
    var orderId = place();
    publish(payment(orderId, user));
    awaitState(orderId, "PAID");
    double before = repairs("paid");

    publish(new PaidOrderRequested(orderId));

    awaitTold(orderId, "OrderPaid", 2);
    assertThat(payloads(orderId, "OrderPaid")).containsOnly(payloads(orderId, "OrderPaid").get(0));
    assertThat(repairs("paid")).isEqualTo(before + 1);
  }

  @Test
  void tellsThatAnOrderIsCancelledWordForWord() {
    var orderId = place();
    publish(outOfStock(orderId));
    awaitState(orderId, "CANCELLED OUT_OF_STOCK");

    publish(new CouponOutcomeRequested(orderId, user));

    awaitTold(orderId, "OrderCancelled", 2);
    assertThat(payloads(orderId, "OrderCancelled"))
        .containsOnly(payloads(orderId, "OrderCancelled").get(0));
  }

  /** Whoever deducted the money has not seen the cancel, and nobody else would tell it. */
  @Test
  void tellsThatAnOrderIsCancelledToWhoeverTookMoneyForItLongAfter() {
    var orderId = place();
    publish(outOfStock(orderId));
    awaitState(orderId, "CANCELLED OUT_OF_STOCK");
    publish(payment(orderId, user)); // in the same moment: the cancel is on its way
    publish(new BalanceOutcomeRequested(orderId, user)); // next on the same partition
    awaitTold(orderId, "OrderCancelled", 2);

    sql.sql("update orders set completed_at = now() - interval '2 minutes' where order_id = ?")
        .param(orderId)
        .update();
    publish(payment(orderId, user));

    awaitTold(orderId, "OrderCancelled", 3);
    assertThat(state(orderId)).isEqualTo("CANCELLED OUT_OF_STOCK");
  }

  @Test
  void tellsNothingOfAnOrderThatHasNotEnded() {
    var orderId = place();

    publish(new BalanceOutcomeRequested(orderId, user));
    publish(payment(orderId, user)); // next on the same partition

    awaitState(orderId, "PAID");
    assertThat(published(orderId)).containsExactly(CREATED, PAID);
  }

  @Test
  void cancelsAnUnknownOrderForWhoeverHoldsSomethingForIt() {
    publish(new StockOutcomeRequested(unknownOrder, user));

    awaitTold(unknownOrder, "OrderCancelled", 1);
    assertThat(payloads(unknownOrder, "OrderCancelled").getFirst())
        .contains("\"reason\":\"UNKNOWN_ORDER\"", "\"userId\":" + user);
    assertThat(state(unknownOrder)).isNull();
  }

  @Test
  void cancelsAnUnknownOrderThatWasPaidFor() {
    publish(payment(unknownOrder, user));

    awaitTold(unknownOrder, "OrderCancelled", 1);
    assertThat(payloads(unknownOrder, "OrderCancelled").getFirst()).contains("UNKNOWN_ORDER");
    assertThat(state(unknownOrder)).isNull();
  }

  @Test
  void onlyCountsAnUnknownOrderOfAnUnknownUser() {
    double before = meters.counter("jumun.orders.unknown").count();

    publish(new StockOutcomeRequested(unknownOrder, null));

    await().until(() -> meters.counter("jumun.orders.unknown").count() > before);
    publish(new StockOutcomeRequested(unknownOrder, user)); // next on the same partition
    awaitTold(unknownOrder, "OrderCancelled", 1);
    assertThat(published(unknownOrder)).hasSize(1);
  }

  /** PostgreSQL streams a commit a moment before other transactions can see it. */
  @Test
  void doesNotTakeAnInvisibleOrderForAnUnknownOne() throws Exception {
    long orderId = 6_000_000_000L + user;
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
      publish(new BalanceOutcomeRequested(orderId, user));
      await().atMost(Duration.ofSeconds(20)).until(this::somebodyWaitsForALock);
      storing.commit();
    }
    publish(payment(orderId, user)); // next on the same partition

    awaitState(orderId, "PAID");
    assertThat(published(orderId)).containsExactly(PAID);
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

  private void awaitTold(long orderId, String event, int times) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(payloads(orderId, event)).hasSize(times));
  }

  private double repairs(String end) {
    return meters.counter("jumun.reconciliation.repairs", "end", end).count();
  }

  private long place() {
    client().post(orderOf(user), "Prefer", "respond-async").join();
    return created(user);
  }
}
