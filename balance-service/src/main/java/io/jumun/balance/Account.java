package io.jumun.balance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user has to spend. Every change yields the ledger entry that explains it; whoever changes
 * an account holds its row's lock and stores the entry in the same transaction.
 */
@Entity
@Table(name = "accounts")
class Account {

  /** A charge that would lift a balance above this is refused. */
  static final long LIMIT = 1_000_000_000_000_000_000L;

  @Id private long userId;

  private long balance;

  private long lastSequence;

  @Column(updatable = false)
  private Instant createdAt;

  @SuppressWarnings("NullAway.Init")
  protected Account() {}

  /** An empty account, as {@link AccountRepository#openIfAbsent} stores it. */
  Account(long userId, Instant now) {
    this(userId, 0, 0, now);
  }

  /** As it is stored. */
  Account(long userId, long balance, long lastSequence, Instant createdAt) {
    this.userId = userId;
    this.balance = balance;
    this.lastSequence = lastSequence;
    this.createdAt = createdAt;
  }

  long userId() {
    return userId;
  }

  long balance() {
    return balance;
  }

  /** Of its newest ledger entry. */
  long lastSequence() {
    return lastSequence;
  }

  boolean covers(long amount) {
    return balance >= amount;
  }

  boolean hasRoomFor(long amount) {
    return amount <= LIMIT - balance;
  }

  LedgerEntry charge(long amount, Instant now) {
    if (amount < 1 || !hasRoomFor(amount)) {
      throw new IllegalStateException("A charge of %d on %d".formatted(amount, balance));
    }
    return change(EntryType.CHARGE, amount, Math.addExact(balance, amount), null, now);
  }

  LedgerEntry deduct(long orderId, long amount, Instant now) {
    if (amount < 0 || !covers(amount)) {
      throw new IllegalStateException("A deduction of %d from %d".formatted(amount, balance));
    }
    return change(EntryType.DEDUCT, amount, balance - amount, orderId, now);
  }

  /** Gives back a deduction, even above {@link #LIMIT}. */
  LedgerEntry refund(long orderId, long amount, Instant now) {
    if (amount < 0) {
      throw new IllegalStateException("A refund of " + amount);
    }
    return change(EntryType.REFUND, amount, Math.addExact(balance, amount), orderId, now);
  }

  private LedgerEntry change(
      EntryType type, long amount, long balanceAfter, @Nullable Long orderId, Instant now) {
    lastSequence = Math.incrementExact(lastSequence);
    balance = balanceAfter;
    return new LedgerEntry(userId, lastSequence, type, amount, balanceAfter, orderId, now);
  }
}
