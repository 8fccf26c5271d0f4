package io.jumun.product.reconciliation;

import static io.jumun.product.reconciliation.Statements.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.contracts.StockEvent.StockOutcomeRequested;
import io.jumun.product.ProductServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StockReconciliationTest extends ProductServiceTest {

  private static final long USER = 7;

  @Autowired MeterRegistry meters;

  @Test
  void asksOnceForWhatIsReservedForAnOrderThatIsNotPaid() {
    long leftover = reservation("RESERVED", "1 hour");
    long paid = reservation("RESERVED", "1 hour");
    long fresh = reservation("RESERVED", "1 second");
    long released = reservation("RELEASED", "1 hour");

    state(leftover, released, List.of(paid), List.of());
    untilCompared();

    assertThat(toldAbout(leftover)).containsExactly(new StockOutcomeRequested(leftover, USER));
    assertThat(toldAbout(paid)).isEmpty();
    assertThat(toldAbout(fresh)).isEmpty();
    assertThat(toldAbout(released)).isEmpty();
    assertThat(stateOf(leftover)).contains("RESERVED");
  }

  @Test
  void asksForNothingOutsideTheRange() {
    long before = reservation("RESERVED", "1 hour");
    long within = reservation("RESERVED", "1 hour");
    long after = reservation("RESERVED", "1 hour");

    state(within, within, List.of(), List.of());
    untilCompared();

    assertThat(toldAbout(before)).isEmpty();
    assertThat(toldAbout(within)).hasSize(1);
    assertThat(toldAbout(after)).isEmpty();
  }

  /** The order had ended when it was done, so it is younger than the order's end. */
  @Test
  void asksForWhatWasDoneAfterTheOrdersEnd() {
    long late = reservation("RESERVED", "9 minutes");

    state(late, late, List.of(), List.of());
    untilCompared();

    assertThat(toldAbout(late)).hasSize(1);
  }

  @Test
  void countsPaidOrdersForWhichNothingIsReserved() {
    long released = reservation("RELEASED", "1 hour");
    long reserved = reservation("RESERVED", "1 hour");
    long neverSeen = newOrderId();
    double before = mismatches();

    state(released, neverSeen, List.of(released, reserved, neverSeen), List.of());
    untilCompared();

    assertThat(mismatches()).isEqualTo(before + 2);
    assertThat(toldAbout(released)).isEmpty();
  }

  private double mismatches() {
    return meters.counter("jumun.reconciliation.mismatches", "participant", "stock").count();
  }

  /** Once this leftover has been asked for, all that was stated before has been compared. */
  private void untilCompared() {
    long marker = reservation("RESERVED", "1 hour");
    state(marker, marker, List.of(), List.of());
    await().atMost(Duration.ofSeconds(30)).until(() -> !toldAbout(marker).isEmpty());
  }

  private long reservation(String state, String age) {
    long orderId = newOrderId();
    database
        .sql(
            """
            insert into stock_reservations (order_id, user_id, state, created_at, updated_at)
            select ?, ?, ?, t, t from (select now() - ?::interval as t)
            """)
        .params(orderId, USER, state, age)
        .update();
    return orderId;
  }
}
