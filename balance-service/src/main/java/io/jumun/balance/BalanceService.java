package io.jumun.balance;

import io.jumun.balance.ChargeKeys.KeptCharge;
import io.jumun.balance.ChargeOutcome.Charged;
import io.jumun.balance.ChargeOutcome.KeyReused;
import io.jumun.balance.ChargeOutcome.LimitExceeded;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What users do with their balances themselves. */
@Service
public class BalanceService {

  private final AccountRepository accounts;
  private final Ledger ledger;
  private final ChargeKeys keys;
  private final Clock clock;

  BalanceService(AccountRepository accounts, Ledger ledger, ChargeKeys keys, Clock clock) {
    this.accounts = accounts;
    this.ledger = ledger;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Adds to a user's balance and opens the account if this is the first charge. Charges with the
   * same key and amount charge once and all have the first one's outcome, also while it is still
   * under way; a refused charge is not remembered.
   *
   * @param amount at least 1
   */
  @Transactional
  public ChargeOutcome charge(long userId, long amount, @Nullable IdempotencyKey key) {
    var now = clock.instant();
    var account = lockOrOpen(userId, now);
    var earlier = key == null ? Optional.<KeptCharge>empty() : keys.find(userId, key);
    if (earlier.isPresent()) {
      return repeated(earlier.get(), amount);
    }
    if (!account.hasRoomFor(amount)) {
      return new LimitExceeded();
    }
    ledger.append(List.of(account.charge(amount, now)));
    if (key != null) {
      keys.keep(userId, key, new KeptCharge(amount, account.balance()));
    }
    return new Charged(account.balance(), false);
  }

  private static ChargeOutcome repeated(KeptCharge earlier, long amount) {
    return earlier.amount() == amount ? new Charged(earlier.balanceAfter(), true) : new KeyReused();
  }

  private Account lockOrOpen(long userId, Instant now) {
    var existing = accounts.lock(userId);
    if (existing.isPresent()) {
      return existing.get();
    }
    accounts.openIfAbsent(userId, now);
    return accounts.lock(userId).orElseThrow();
  }

  /** Empty when the user has no account. */
  @Transactional(readOnly = true)
  public Optional<Long> balanceOf(long userId) {
    return accounts.findById(userId).map(Account::balance);
  }

  /**
   * The user's ledger entries with a smaller sequence number than {@code before}, newest first;
   * empty when the user has no account.
   */
  @Transactional(readOnly = true)
  public Optional<List<LedgerEntry>> entriesOf(long userId, long before, int limit) {
    return accounts.existsById(userId)
        ? Optional.of(ledger.before(before, userId, limit))
        : Optional.empty();
  }
}
