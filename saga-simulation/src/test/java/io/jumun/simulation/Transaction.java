package io.jumun.simulation;

import io.jumun.contracts.SagaEvent;
import java.util.ArrayList;
import java.util.List;

/** All or nothing: rows locked and changed, rows inserted, events appended. */
public final class Transaction {

  private final Database database;
  private final List<Change<?>> changes = new ArrayList<>();
  private final List<SagaEvent> events = new ArrayList<>();
  private State state = State.OPEN;

  Transaction(Database database) {
    this.database = database;
  }

  State state() {
    return state;
  }

  List<SagaEvent> events() {
    return events;
  }

  boolean holds(Table<?> table, long id) {
    for (var change : changes) {
      if (!change.isNew && change.table == table && change.id == id) {
        return true;
      }
    }
    return false;
  }

  /**
   * The row to work with: the same object for every lock of it.
   *
   * @throws IllegalStateException when something has been written, which the services write at the
   *     commit: a lock would not show it
   */
  @SuppressWarnings("unchecked") // a change of a table holds a row of that table
  <R> R hold(Table<R> table, long id, R committed) {
    if (changes.stream().anyMatch(change -> change.saved)) {
      throw new IllegalStateException("Locked after writing: %s %d".formatted(table, id));
    }
    for (var change : changes) {
      if (change.table == table && change.id == id) {
        return (R) change.row;
      }
    }
    var copy = Rows.copy(committed);
    changes.add(new Change<>(table, id, copy, false));
    return copy;
  }

  void save(Table<?> table, long id) {
    for (var change : changes) {
      if (!change.isNew && change.table == table && change.id == id) {
        change.saved = true;
        return;
      }
    }
    throw new IllegalStateException("Saved without a lock: %s %d".formatted(table, id));
  }

  <R> void insert(Table<R> table, long id, R row) {
    changes.add(new Change<>(table, id, row, true));
  }

  void append(SagaEvent event) {
    events.add(event);
  }

  /**
   * @return false when a key was taken in the meantime; then nothing happened
   */
  public boolean tryCommit() {
    if (state != State.OPEN) {
      throw new IllegalStateException("Not open: " + state);
    }
    for (var change : changes) {
      if (change.isNew && change.table.isTaken(change.id)) {
        database.facts().count(Fact.KEY_TAKEN_BY_ANOTHER);
        rollBack();
        return false;
      }
    }
    state = State.COMMITTED;
    database.ended(this);
    changes.stream().filter(change -> change.saved).forEach(Change::write);
    database.published(events);
    return true;
  }

  public void rollBack() {
    if (state == State.OPEN) {
      state = State.ROLLED_BACK;
      database.ended(this);
    }
  }

  enum State {
    OPEN,
    COMMITTED,
    ROLLED_BACK
  }

  private static final class Change<R> {

    private final Table<R> table;
    private final long id;
    private final R row;
    private final boolean isNew;
    private boolean saved;

    Change(Table<R> table, long id, R row, boolean isNew) {
      this.table = table;
      this.id = id;
      this.row = row;
      this.isNew = isNew;
      this.saved = isNew;
    }

    void write() {
      table.write(id, row);
    }
  }
}
