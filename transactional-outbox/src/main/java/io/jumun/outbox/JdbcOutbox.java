package io.jumun.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Collects the events of a transaction; they are written with one statement, by its last write. */
final class JdbcOutbox implements Outbox {

  private static final String INSERT =
      """
      insert into outbox (aggregatetype, aggregateid, type, payload, traceparent)
      select a, k, t, p::json, tp
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) as e (a, k, t, p, tp)
      """;

  private final LateWrites writes;
  private final EventCatalog catalog;
  private final Runnable afterCommit;

  /**
   * @param afterCommit called after a transaction that appended has committed
   */
  JdbcOutbox(LateWrites writes, EventCatalog catalog, Runnable afterCommit) {
    this.writes = writes;
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
    writes
        .last(this, Appended.class, () -> new Appended(new ArrayList<>(), afterCommit))
        .rows()
        .add(
            new Row(
                type.aggregateType(),
                Long.toString(key),
                type.name(),
                EventJson.write(event),
                TraceParents.of(key)));
  }

  private static @Nullable String[] texts(List<Row> rows, Function<Row, @Nullable String> column) {
    return rows.stream().map(column).toArray(String[]::new);
  }

  private record Row(
      String aggregateType,
      String aggregateId,
      String type,
      String payload,
      @Nullable String traceparent) {}

  private record Appended(List<Row> rows, Runnable listener) implements LateWrites.Last {

    @Override
    public LateWrites.Write write() {
      return new LateWrites.Write(
          INSERT,
          List.of(
              texts(rows, Row::aggregateType),
              texts(rows, Row::aggregateId),
              texts(rows, Row::type),
              texts(rows, Row::payload),
              texts(rows, Row::traceparent)));
    }

    @Override
    public void afterCommit() {
      listener.run();
    }
  }
}
