package io.jumun.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final Account account = new Account(1, NOW);

  @Test
  void numbersItsChangesFromOne() {
    assertThat(account.charge(1_000, NOW))
        .isEqualTo(new LedgerEntry(1, 1, EntryType.CHARGE, 1_000, 1_000, null, NOW));
    assertThat(account.deduct(5, 400, NOW))
        .isEqualTo(new LedgerEntry(1, 2, EntryType.DEDUCT, 400, 600, 5L, NOW));
    assertThat(account.refund(5, 400, NOW))
        .isEqualTo(new LedgerEntry(1, 3, EntryType.REFUND, 400, 1_000, 5L, NOW));
    assertThat(account.balance()).isEqualTo(1_000);
  }

  @Test
  void canSpendAllItHasAndNoMore() {
    account.charge(1_000, NOW);

    assertThat(account.covers(1_000)).isTrue();
    assertThat(account.covers(1_001)).isFalse();
    assertThat(account.covers(Long.MAX_VALUE)).isFalse();
    assertThatThrownBy(() -> account.deduct(5, 1_001, NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThat(account.balance()).isEqualTo(1_000);
  }

  @Test
  void deductsNothingFromNothing() {
    assertThat(account.covers(0)).isTrue();
    assertThat(account.deduct(5, 0, NOW))
        .isEqualTo(new LedgerEntry(1, 1, EntryType.DEDUCT, 0, 0, 5L, NOW));
  }

  @Test
  void hasRoomUpToTheLimit() {
    account.charge(Account.LIMIT - 1, NOW);

    assertThat(account.hasRoomFor(1)).isTrue();
    assertThat(account.hasRoomFor(2)).isFalse();
    assertThat(account.hasRoomFor(Long.MAX_VALUE)).isFalse();
    assertThatThrownBy(() -> account.charge(2, NOW)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refundsAboveTheLimitAndThenHasNoRoom() {
    account.charge(Account.LIMIT, NOW);

    account.refund(5, 10, NOW);

    assertThat(account.balance()).isEqualTo(Account.LIMIT + 10);
    assertThat(account.hasRoomFor(1)).isFalse();
  }

  @Test
  void neverWrapsAround() {
    account.charge(Account.LIMIT, NOW);

    assertThatThrownBy(() -> account.refund(5, Long.MAX_VALUE, NOW))
        .isInstanceOf(ArithmeticException.class);
    assertThat(account.balance()).isEqualTo(Account.LIMIT);
    assertThat(account.deduct(6, 1, NOW).sequence()).isEqualTo(2);
  }

  @Test
  void refusesNegativeAmounts() {
    assertThatThrownBy(() -> account.charge(-1, NOW)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> account.deduct(5, -1, NOW)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> account.refund(5, -1, NOW)).isInstanceOf(IllegalStateException.class);
  }
}
