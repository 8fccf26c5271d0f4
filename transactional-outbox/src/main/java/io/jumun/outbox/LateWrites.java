package io.jumun.outbox;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction writes and does not read again. It is sent right before the commit, all of it
 * in one round trip, in the order in which it came, and the outbox's events last. Where a statement
 * fails there, the transaction fails to commit, with the exception that the statement would have
 * thrown.
 *
 * <p>Who reads rows in order to change them first makes sure that {@linkplain #requireNone nothing
 * waits}: it would not see it. Nor is it for transactions with savepoints, whose rollback it would
 * survive. What Hibernate writes at the commit comes later still.
 */
public final class LateWrites {

  private final JdbcTemplate jdbc;

  public LateWrites(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param statement has a {@code ?} for each argument, of which none is null; what it returns is
   *     ignored
   * @throws IllegalStateException when no transaction is active, or it is being committed
   */
  public void add(String statement, Object... arguments) {
    pending().writes.add(new Write(statement, List.of(arguments)));
  }

  /**
   * For who is about to read what a write that waits might change.
   *
   * @throws IllegalStateException when one does
   */
  public void requireNone() {
    if (registered().map(pending -> !pending.writes.isEmpty()).orElse(false)) {
      throw new IllegalStateException(
          "What this transaction has written so far is not in the database before its commit");
    }
  }

  /**
   * What is to be written behind all others: one for each owner, made when it is first asked for.
   *
   * @throws IllegalStateException when no transaction is active, or it is being committed
   */
  <L extends Last> L last(Object owner, Class<L> type, Supplier<L> first) {
    return type.cast(pending().last.computeIfAbsent(owner, _ -> first.get()));
  }

  private Pending pending() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("There is no transaction whose commit it could precede");
    }
    var pending = registered().orElseGet(this::register);
    if (pending.sent) {
      throw new IllegalStateException("It would be lost: the transaction is being committed");
    }
    return pending;
  }

  private Pending register() {
    var pending = new Pending();
    TransactionSynchronizationManager.registerSynchronization(pending);
    return pending;
  }

  private Optional<Pending> registered() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      return Optional.empty();
    }
    for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
      if (synchronization instanceof Pending pending && pending.owner() == this) {
        return Optional.of(pending);
      }
    }
    return Optional.empty();
  }

  /** The driver sends statements that a semicolon separates together, each with its arguments. */
  private void send(List<Write> writes) {
    var statements = // a comment ends with its line, and must not hide the next statement
        writes.stream().map(write -> write.statement().strip()).collect(Collectors.joining("\n;"));
    var arguments = writes.stream().flatMap(write -> write.arguments().stream()).toArray();
    try {
      jdbc.execute(
          statements,
          (PreparedStatementCallback<Boolean>)
              (PreparedStatement statement) -> {
                new ArgumentPreparedStatementSetter(arguments).setValues(statement);
                return statement.execute();
              });
    } catch (TransactionTimedOutException e) {
      // As it is, Spring would take it for a failed commit and roll nothing back.
      throw new QueryTimeoutException("There was no time left to write", e);
    }
  }

  record Write(String statement, List<Object> arguments) {}

  /** Grows until it is written. */
  interface Last {

    Write write();

    void afterCommit();
  }

  private final class Pending implements TransactionSynchronization {

    private final List<Write> writes = new ArrayList<>();
    private final Map<Object, Last> last = new LinkedHashMap<>();
    private boolean sent;

    LateWrites owner() {
      return LateWrites.this;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      sent = true;
      var all = Stream.concat(writes.stream(), last.values().stream().map(Last::write)).toList();
      if (!all.isEmpty()) {
        send(all);
      }
    }

    @Override
    public void beforeCompletion() {
      sent = true;
    }

    @Override
    public void afterCommit() {
      last.values().forEach(Last::afterCommit);
    }
  }
}
