package io.jumun.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumun.balance.BalanceStep.State;
import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.BalanceEvent.BalanceDeductionFailed;
import io.jumun.contracts.BalanceEvent.BalanceDeductionFailed.Reason;
import io.jumun.contracts.BalanceEvent.BalanceRefunded;
import io.jumun.contracts.PricedLine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlementTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final long USER = 1;
  private static final List<PricedLine> LINES = List.of(new PricedLine(7, 2, 500));

  private final Account account = new Account(USER, NOW);
  private Settlement settlement = new Settlement(List.of(account), List.of());

  private static Payment payment(long orderId, long amount) {
    return new Payment(orderId, USER, null, LINES, amount, 0, amount);
  }

  private static Cancellation cancellation(long orderId) {
    return new Cancellation(orderId, USER);
  }

  private void given(long balance) {
    account.charge(balance, NOW);
  }

  private void when(Instruction... instructions) {
    for (var instruction : instructions) {
      settlement.apply(instruction, NOW);
    }
  }

  /** What the next batch sees, once this one is committed. */
  private void nextBatch() {
    settlement = new Settlement(List.of(account), settlement.newSteps());
  }

  @Test
  void carriesEverythingForward() {
    given(5_000);

    when(new Payment(9, USER, 3L, LINES, 1_000, 100, 900));

    assertThat(settlement.outcomes())
        .containsExactly(new BalanceDeducted(9, USER, 3L, LINES, 1_000, 100, 900, 4_100));
    assertThat(settlement.entries())
        .containsExactly(new LedgerEntry(USER, 2, EntryType.DEDUCT, 900, 4_100, 9L, NOW));
    assertThat(settlement.newSteps())
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.orderId()).isEqualTo(9);
              assertThat(step.userId()).isEqualTo(USER);
              assertThat(step.state()).isEqualTo(State.DEDUCTED);
              assertThat(step.amount()).isEqualTo(900);
            });
  }

  @Test
  void rejectsWhatTheBalanceDoesNotCover() {
    given(999);

    when(payment(9, 1_000));

    assertThat(settlement.outcomes())
        .containsExactly(new BalanceDeductionFailed(9, USER, Reason.INSUFFICIENT_BALANCE));
    assertThat(settlement.newSteps()).extracting(BalanceStep::state).containsOnly(State.REJECTED);
    assertThat(settlement.entries()).isEmpty();
    assertThat(account.balance()).isEqualTo(999);
  }

  @Test
  void rejectsAUserWithoutAnAccountEvenIfNothingIsToPay() {
    settlement = new Settlement(List.of(), List.of());

    when(payment(9, 0));

    assertThat(settlement.outcomes())
        .containsExactly(new BalanceDeductionFailed(9, USER, Reason.NO_ACCOUNT));
    assertThat(settlement.newSteps()).extracting(BalanceStep::state).containsOnly(State.REJECTED);
  }

  @Test
  void decidesEachOrderAgainstWhatTheEarlierOnesLeft() {
    given(1_000);

    when(payment(1, 600), payment(2, 600), payment(3, 400), payment(4, 0), payment(5, 1));

    assertThat(settlement.newSteps())
        .extracting(BalanceStep::state)
        .containsExactly(
            State.DEDUCTED, State.REJECTED, State.DEDUCTED, State.DEDUCTED, State.REJECTED);
    assertThat(settlement.entries())
        .extracting(LedgerEntry::balanceAfter)
        .containsExactly(400L, 0L, 0L);
  }

  @Test
  void spendsWhatAnEarlierOrderOfTheBatchGotBack() {
    given(1_000);

    when(payment(1, 1_000), cancellation(1), payment(2, 1_000));

    assertThat(settlement.outcomes())
        .extracting(Object::getClass)
        .containsExactly(BalanceDeducted.class, BalanceRefunded.class, BalanceDeducted.class);
  }

  @Test
  void decidesADuplicateNeverAnew() {
    given(1_000);
    when(payment(1, 600), payment(1, 600), payment(2, 600));
    account.charge(10_000, NOW);
    nextBatch();

    when(payment(1, 600), payment(2, 600));

    assertThat(settlement.outcomes()).isEmpty();
    assertThat(settlement.newSteps()).isEmpty();
    assertThat(settlement.entries()).isEmpty();
    assertThat(account.balance()).isEqualTo(10_400);
  }

  @Test
  void fencesAPaymentThatComesAfterItsCancellation() {
    given(1_000);
    when(cancellation(1), payment(1, 600));
    assertThat(settlement.newSteps()).extracting(BalanceStep::state).containsOnly(State.FENCED);
    assertThat(settlement.outcomes()).isEmpty();
    nextBatch();

    when(payment(1, 600), cancellation(1));

    assertThat(settlement.newSteps()).isEmpty();
    assertThat(settlement.outcomes()).isEmpty();
    assertThat(account.balance()).isEqualTo(1_000);
  }

  @Test
  void refundsADeductionOnce() {
    given(1_000);
    when(payment(1, 600));
    var step = settlement.newSteps().getFirst();
    nextBatch();

    when(cancellation(1), cancellation(1), payment(1, 600));

    assertThat(step.state()).isEqualTo(State.REFUNDED);
    assertThat(settlement.outcomes()).containsExactly(new BalanceRefunded(1, USER, 600, 1_000));
    assertThat(settlement.entries())
        .containsExactly(new LedgerEntry(USER, 3, EntryType.REFUND, 600, 1_000, 1L, NOW));
  }

  @Test
  void refundsNothingAfterARejection() {
    given(1);

    when(payment(1, 600), cancellation(1));

    assertThat(settlement.newSteps()).extracting(BalanceStep::state).containsOnly(State.REJECTED);
    assertThat(settlement.entries()).isEmpty();
    assertThat(account.balance()).isEqualTo(1);
  }

  @Test
  void refusesAmountsThatContradictEachOther() {
    assertThatThrownBy(() -> new Payment(1, USER, 3L, LINES, 1_000, 100, 800))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Payment(1, USER, 3L, LINES, 1_000, 1_100, -100))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
