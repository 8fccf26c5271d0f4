package io.jumun.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Collects the events of a transaction and writes them with one statement just before it commits,
 * so that a batch of changes costs one round trip for all its events.
 */
final class JdbcOutbox implements Outbox {

  private static final String INSERT =
      """
      insert into outbox (aggregatetype, aggregateid, type, payload, traceparent)
      select a, k, t, p::json, tp
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) as e (a, k, t, p, tp)
      """;

  private final JdbcTemplate jdbc;
  private final EventCatalog catalog;
  private final Runnable afterCommit;

  /**
   * @param afterCommit called after a transaction that appended has committed
   */
  JdbcOutbox(JdbcTemplate jdbc, EventCatalog catalog, Runnable afterCommit) {
    this.jdbc = jdbc;
    this.catalog = catalog;
    this.afterCommit = afterCommit;
  }

  @Override
  public void append(long key, Object event) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "An event is appended in the transaction of the change it tells of; none is active");
    }
    var type = catalog.typeOf(event);
    pending()
        .rows
        .add(
            new Row(
                type.aggregateType(),
                Long.toString(key),
                type.name(),
                EventJson.write(event),
                TraceParents.of(key)));
  }

  private Pending pending() {
    for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
      if (synchronization instanceof Pending pending && pending.outbox() == this) {
        return pending;
      }
    }
    var pending = new Pending();
    TransactionSynchronizationManager.registerSynchronization(pending);
    return pending;
  }

  private void insert(List<Row> rows) {
    jdbc.update(
        INSERT,
        statement -> {
          var connection = statement.getConnection();
          statement.setArray(1, texts(connection, rows, Row::aggregateType));
          statement.setArray(2, texts(connection, rows, Row::aggregateId));
          statement.setArray(3, texts(connection, rows, Row::type));
          statement.setArray(4, texts(connection, rows, Row::payload));
          statement.setArray(5, texts(connection, rows, Row::traceparent));
        });
  }

  private static java.sql.Array texts(
      Connection connection, List<Row> rows, Function<Row, @Nullable String> column)
      throws SQLException {
    return connection.createArrayOf("text", rows.stream().map(column).toArray());
  }

  private record Row(
      String aggregateType,
      String aggregateId,
      String type,
      String payload,
      @Nullable String traceparent) {}

  private final class Pending implements TransactionSynchronization {

    private final List<Row> rows = new ArrayList<>();

    JdbcOutbox outbox() {
      return JdbcOutbox.this;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      insert(rows);
    }

    @Override
    public void afterCommit() {
      afterCommit.run();
    }
  }
}
