package io.jumun.outbox;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction writes and does not read again. It is sent right before the commit, all of it
 * in one round trip, in the order in which it came, and the outbox's events last. Where a statement
 * fails there, the transaction fails to commit, with the exception that the statement would have
 * thrown.
 */
public final class LateWrites {

  private final JdbcTemplate jdbc;

  public LateWrites(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param statement has a {@code ?} for each argument; what it returns is ignored
   * @throws IllegalStateException when no transaction is active
   */
  public void add(String statement, Object... arguments) {
    pending().writes.add(new Write(statement, List.of(arguments)));
  }

  /**
   * @param write asked for when it is sent, behind all others
   */
  void addLast(Supplier<Write> write) {
    pending().last.add(write);
  }

  private Pending pending() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("There is no transaction whose commit it could precede");
    }
    for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
      if (synchronization instanceof Pending pending && pending.owner() == this) {
        return pending;
      }
    }
    var pending = new Pending();
    TransactionSynchronizationManager.registerSynchronization(pending);
    return pending;
  }

  /** The driver sends statements that a semicolon separates together, each with its arguments. */
  private void send(List<Write> writes) {
    var statements =
        writes.stream().map(write -> write.statement().strip()).collect(Collectors.joining(";"));
    var arguments = writes.stream().flatMap(write -> write.arguments().stream()).toArray();
    jdbc.execute(
        statements,
        (PreparedStatementCallback<Boolean>)
            (PreparedStatement statement) -> {
              new ArgumentPreparedStatementSetter(arguments).setValues(statement);
              return statement.execute();
            });
  }

  record Write(String statement, List<Object> arguments) {}

  private final class Pending implements TransactionSynchronization {

    private final List<Write> writes = new ArrayList<>();
    private final List<Supplier<Write>> last = new ArrayList<>();

    LateWrites owner() {
      return LateWrites.this;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      send(Stream.concat(writes.stream(), last.stream().map(Supplier::get)).toList());
    }
  }
}
