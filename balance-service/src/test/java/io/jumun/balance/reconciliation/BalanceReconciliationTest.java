package io.jumun.balance.reconciliation;

import static io.jumun.balance.reconciliation.Statements.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.balance.BalanceServiceTest;
import io.jumun.contracts.BalanceEvent.BalanceOutcomeRequested;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class BalanceReconciliationTest extends BalanceServiceTest {

  private static final int USER = 7;

  @Autowired MeterRegistry meters;

  @Test
  void asksOnceForWhatIsDeductedForAnOrderThatIsNotPaid() {
    long leftover = step("DEDUCTED", "1 hour");
    long paid = step("DEDUCTED", "1 hour");
    long fresh = step("DEDUCTED", "1 second");
    long refunded = step("REFUNDED", "1 hour");

    state(leftover, refunded, List.of(paid), List.of());
    untilCompared();

    assertThat(outcomesOf(leftover)).containsExactly("BalanceOutcomeRequested");
    assertThat(payloadOf(leftover, BalanceOutcomeRequested.class)).containsEntry("userId", USER);
    assertThat(outcomesOf(paid)).isEmpty();
    assertThat(outcomesOf(fresh)).isEmpty();
    assertThat(outcomesOf(refunded)).isEmpty();
    assertThat(stateOf(leftover)).isEqualTo("DEDUCTED");
  }

  /** The order had ended when it was done, so it is younger than the order's end. */
  @Test
  void asksForWhatWasDoneAfterTheOrdersEnd() {
    long late = step("DEDUCTED", "9 minutes");

    state(late, late, List.of(), List.of());
    untilCompared();

    assertThat(outcomesOf(late)).hasSize(1);
  }

  @Test
  void countsPaidOrdersForWhichNothingIsDeducted() {
    long refunded = step("REFUNDED", "1 hour");
    long deducted = step("DEDUCTED", "1 hour");
    long neverSeen = newId();
    double before = mismatches();

    state(refunded, neverSeen, List.of(refunded, deducted, neverSeen), List.of());
    untilCompared();

    assertThat(mismatches()).isEqualTo(before + 2);
  }

  private double mismatches() {
    return meters.counter("jumun.reconciliation.mismatches", "participant", "balance").count();
  }

  /** Once this leftover has been asked for, all that was stated before has been compared. */
  private void untilCompared() {
    long marker = step("DEDUCTED", "1 hour");
    state(marker, marker, List.of(), List.of());
    await().atMost(SOON).until(() -> !outcomesOf(marker).isEmpty());
  }

  private long step(String state, String age) {
    long orderId = newId();
    jdbc.update(
        """
        insert into balance_steps (order_id, user_id, state, amount, created_at, updated_at)
        select ?, ?, ?, 10, t, t from (select now() - ?::interval as t)
        """,
        orderId,
        USER,
        state,
        age);
    return orderId;
  }
}
