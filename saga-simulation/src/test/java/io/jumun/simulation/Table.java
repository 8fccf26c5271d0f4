package io.jumun.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Committed rows. Transactions work on copies, so that a rollback leaves nothing behind. */
public final class Table<R> {

  private final Database database;
  private final String name;
  private final ToLongFunction<R> key;
  private final Function<R, @Nullable Object> state;
  private final TreeMap<Long, R> rows = new TreeMap<>();
  private BiConsumer<@Nullable R, R> rule = (_, _) -> {};

  Table(
      Database database, String name, ToLongFunction<R> key, Function<R, @Nullable Object> state) {
    this.database = database;
    this.name = name;
    this.key = key;
    this.state = state;
  }

  /** To be held by every change: told the row before, if there was one, and after. */
  public void rule(BiConsumer<@Nullable R, R> checked) {
    rule = checked;
  }

  /** Adds a row outside any transaction: the world as the schedule finds it. */
  public void add(R row) {
    rows.put(key.applyAsLong(row), row);
  }

  /** As last committed, not to be changed. */
  public @Nullable R find(long id) {
    return rows.get(id);
  }

  /** As last committed, ascending by key and not to be changed. */
  public Collection<R> all() {
    return rows.values();
  }

  /**
   * {@code select … where key = any(ids) order by key for update}. Which rows there are is settled
   * when the statement starts; what is in them, when their locks are held.
   */
  public List<R> lock(Collection<Long> ids) {
    var there = new TreeSet<>(ids);
    there.retainAll(rows.keySet());
    var locked = new ArrayList<R>(there.size());
    for (long id : there) {
      database.awaitRelease(this, id);
      locked.add(hold(id));
    }
    return locked;
  }

  /** {@code select … where … for update skip locked}. */
  public List<R> lockFree(Predicate<R> wanted) {
    var ids =
        rows.entrySet().stream()
            .filter(entry -> wanted.test(entry.getValue()))
            .map(entry -> entry.getKey())
            .filter(id -> !database.isHeld(this, id))
            .toList();
    return ids.stream().map(this::hold).toList();
  }

  /** Writes what was changed of rows that the running transaction has locked. */
  public void save(Collection<R> changed) {
    changed.forEach(row -> database.running().save(this, key.applyAsLong(row)));
  }

  /** Inserts in the running transaction, which fails to commit if the key is taken by then. */
  public void insert(R row) {
    if (!isForgotten(row)) {
      database.running().insert(this, key.applyAsLong(row), row);
    }
  }

  private boolean isForgotten(R row) {
    var current = state.apply(row);
    return current != null
        && switch (database.flaw()) {
          case FORGETS_STEPS -> true;
          case FORGETS_FENCES -> current.toString().equals("FENCED");
          default -> false;
        };
  }

  private R hold(long id) {
    var row = rows.get(id);
    if (row == null) {
      throw new IllegalStateException("Rows are never deleted: %s %d".formatted(name, id));
    }
    return database.running().hold(this, id, row);
  }

  boolean isTaken(long id) {
    return rows.containsKey(id) && database.flaw() != Flaw.HAS_NO_UNIQUE_KEYS;
  }

  void write(long id, R row) {
    var before = rows.get(id);
    rule.accept(before, row);
    if (before == null && "FENCED".equals(String.valueOf(state.apply(row)))) {
      database.facts().count(Fact.FENCED);
    }
    rows.put(id, row);
  }

  @Override
  public String toString() {
    return name;
  }
}
