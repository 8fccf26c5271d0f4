package io.jumun.benchmarks.baseline.jpa;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "ledger_entries")
@SuppressWarnings("UnusedVariable") // columns that only Hibernate reads
class LedgerEntry {

  @EmbeddedId private Key key;
  private String type;
  private long amount;
  private long balanceAfter;
  private @Nullable Long orderId;
  private Instant createdAt;

  @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
  protected LedgerEntry() {}

  LedgerEntry(
      long userId, Account.Movement movement, String type, long amount, long orderId, Instant now) {
    this.key = new Key(userId, movement.sequence());
    this.type = type;
    this.amount = amount;
    this.balanceAfter = movement.balance();
    this.orderId = orderId;
    this.createdAt = now;
  }

  @Embeddable
  record Key(long userId, long sequence) {}
}
