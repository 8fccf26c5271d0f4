package io.jumun.benchmarks.baseline.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "accounts")
class Account {

  @Id private long userId;
  private long balance;
  private long lastSequence;

  protected Account() {}

  boolean has(long amount) {
    return amount <= balance;
  }

  Movement deduct(long amount) {
    balance -= amount;
    lastSequence++;
    return new Movement(balance, lastSequence);
  }

  /** What the account held after a change, and the number of the change. */
  record Movement(long balance, long sequence) {}
}
