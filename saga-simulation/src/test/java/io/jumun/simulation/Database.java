package io.jumun.simulation;

import io.jumun.contracts.SagaEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One service's database as far as the saga can tell it from PostgreSQL at READ COMMITTED: row
 * locks that last until a transaction ends, unique keys, and an outbox in the order of commits.
 *
 * <p>A transaction that wants a row which another one holds waits, so the other one ends first;
 * whether it commits is the schedule's choice. What the waiting one read before stays read.
 */
public final class Database {

  private final List<Transaction> open = new ArrayList<>();
  private final List<SagaEvent> outbox = new ArrayList<>();
  private final Facts facts;
  private final Flaw flaw;
  private final BooleanSupplier holderCommits;
  private @Nullable Transaction current;

  Database(Facts facts, Flaw flaw, BooleanSupplier holderCommits) {
    this.facts = facts;
    this.flaw = flaw;
    this.holderCommits = holderCommits;
  }

  /**
   * @param key the primary key
   * @param state of a step row, for those tables that have one
   */
  public <R> Table<R> table(
      String name, ToLongFunction<R> key, Function<R, @Nullable Object> state) {
    return new Table<>(this, name, key, state);
  }

  /** Appends to the running transaction. */
  public void append(SagaEvent event) {
    if (flaw == Flaw.PUBLISHES_WHAT_IS_ROLLED_BACK) {
      published(List.of(event));
    } else {
      running().append(event);
    }
  }

  /** Starts a transaction, which runs until it is {@linkplain #suspend suspended} or ended. */
  public Transaction begin() {
    var transaction = new Transaction(this);
    open.add(transaction);
    current = transaction;
    return transaction;
  }

  /** The running transaction has issued its last statement and is about to commit. */
  void suspend() {
    current = null;
  }

  Transaction running() {
    return Objects.requireNonNull(current, "no transaction is active");
  }

  /** All that was ever committed to the outbox. */
  List<SagaEvent> outbox() {
    return outbox;
  }

  Facts facts() {
    return facts;
  }

  Flaw flaw() {
    return flaw;
  }

  boolean isHeld(Table<?> table, long key) {
    return holder(table, key) != null;
  }

  /** Waits until nobody else holds the row. */
  void awaitRelease(Table<?> table, long key) {
    if (flaw == Flaw.LOCKS_NOTHING) {
      return;
    }
    var holder = holder(table, key);
    if (holder == null) {
      return;
    }
    facts.count(Fact.WAITED_FOR_A_LOCK);
    if (!holderCommits.getAsBoolean() || !holder.tryCommit()) {
      holder.rollBack();
    }
  }

  void ended(Transaction transaction) {
    open.remove(transaction);
    if (current == transaction) {
      current = null;
    }
  }

  void published(List<SagaEvent> events) {
    outbox.addAll(events);
    events.forEach(event -> facts.count(Fact.of(event)));
  }

  private @Nullable Transaction holder(Table<?> table, long key) {
    for (var transaction : open) {
      if (transaction != current && transaction.holds(table, key)) {
        return transaction;
      }
    }
    return null;
  }
}
