package io.jumun.outbox.relay;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.ErrorHandler;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's task, without its waiting: a poll returns when a transaction has been read that is in
 * a hurry, with as many of the events that are there as a batch takes, and the reader sleeps until
 * there is something to read (see {@link WakingStream}). Public because Debezium creates it by
 * name.
 */
public final class OutboxConnectorTask extends PostgresConnectorTask {

  /**
   * Without an event that is in a hurry. So long do the others wait at most, as operators are told;
   * short enough not to delay a stop or the report of a broken reader.
   */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

  private @Nullable RelaySession session;
  private int maxBatch;

  @Override
  public ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> start(
      Configuration config) {
    session = RelaySession.of(config.getString(RelaySession.ID));
    maxBatch = config.getInteger(CommonConnectorConfig.MAX_QUEUE_SIZE);
    return super.start(config);
  }

  @Override
  protected ReplicationConnection buildReplicationConnection(
      PostgresConnection jdbcConnection, PostgresSchema schema, PostgresConnectorConfig config)
      throws SQLException {
    return new WakingReplicationConnection(
        super.buildReplicationConnection(jdbcConnection, schema, config),
        jdbcConnection,
        session());
  }

  @Override
  public List<SourceRecord> doPoll() throws InterruptedException {
    var queue = session().queue();
    int batch = queue.awaitTransaction(maxBatch, LONGEST_WAIT);
    if (batch == 0 && !readerHasFailed()) {
      return List.of(); // Debezium's own poll would spin for a millisecond to tell the same
    }
    var records = new ArrayList<>(super.doPoll()); // the first event, or what stopped the reader
    for (var event : queue.take(Math.max(0, batch - records.size()))) {
      records.add(((DataChangeEvent) event).getRecord());
    }
    return records;
  }

  private boolean readerHasFailed() {
    return getErrorHandler().map(ErrorHandler::getProducerThrowable).isPresent();
  }

  private RelaySession session() {
    if (session == null) {
      throw new RelayException("The task was not started");
    }
    return session;
  }
}
