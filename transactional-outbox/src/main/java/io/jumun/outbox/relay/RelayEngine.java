package io.jumun.outbox.relay;

import io.debezium.data.Envelope;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** One run of Debezium's engine: from the slot to the publisher, until it is closed or fails. */
final class RelayEngine {

  private final RelayDatabase database;
  private final RelayProperties settings;
  private final RelayMeters meters;
  private volatile @Nullable DebeziumEngine<?> engine;

  RelayEngine(RelayDatabase database, RelayProperties settings, RelayMeters meters) {
    this.database = database;
    this.settings = settings;
    this.meters = meters;
  }

  /**
   * Blocks as long as the engine runs.
   *
   * @throws RelayException when the engine failed
   */
  void run(RelaySession session, EventPublisher publisher) {
    var failure = new AtomicReference<@Nullable Throwable>();
    var running =
        DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
            .using(configuration(session))
            .using(
                (boolean success, String message, Throwable error) -> {
                  if (!success) {
                    failure.set(error == null ? new RelayException(message) : error);
                  }
                })
            .notifying((records, committer) -> relay(records, committer, publisher))
            .build();
    engine = running;
    try {
      running.run();
    } finally {
      engine = null;
    }
    var error = failure.get();
    if (error != null) {
      throw new RelayException("The engine stopped", error);
    }
  }

  /** Ends a running engine; does nothing where none runs. */
  void close() {
    var running = engine;
    if (running == null) {
      return;
    }
    try {
      running.close();
    } catch (IOException | IllegalStateException e) {
      throw new RelayException("The engine cannot be closed just now", e);
    }
  }

  private void relay(
      List<RecordChangeEvent<SourceRecord>> events,
      RecordCommitter<RecordChangeEvent<SourceRecord>> committer,
      EventPublisher publisher)
      throws InterruptedException {
    var rows = new ArrayList<OutboxRow>(events.size());
    for (var event : events) {
      inserted(event.record()).map(RelayEngine::row).ifPresent(rows::add);
    }
    publisher.publish(rows);
    meters.published(rows);
    for (var event : events) {
      committer.markProcessed(event);
    }
    committer.markBatchFinished();
  }

  /** The row that Debezium's record tells of; empty for a heartbeat. */
  static Optional<Struct> inserted(SourceRecord record) {
    return record.value() instanceof Struct change && Envelope.isEnvelopeSchema(change.schema())
        ? Optional.of(change.getStruct(Envelope.FieldName.AFTER))
        : Optional.empty();
  }

  private static OutboxRow row(Struct after) {
    return new OutboxRow(
        after.getString("id"),
        after.getString("aggregatetype"),
        after.getString("aggregateid"),
        after.getString("type"),
        after.getString("payload"),
        after.getString("traceparent"),
        Instant.parse(after.getString("created_at")));
  }

  private Properties configuration(RelaySession session) {
    var config = new Properties();
    config.setProperty("name", database.slotName());
    // Also names the engine's MBeans; a name that is taken holds an engine up for a minute.
    config.setProperty("topic.prefix", session.id());
    config.setProperty("connector.class", OutboxConnector.class.getName());
    config.setProperty(RelaySession.ID, session.id());

    config.setProperty("database.hostname", database.host());
    config.setProperty("database.port", database.port());
    config.setProperty("database.dbname", database.name());
    config.setProperty("database.user", database.username());
    config.setProperty("database.password", database.password());
    database.tls().forEach((name, value) -> config.setProperty("database." + name, value));
    // Seconds. A server that is cut off is noticed, and nobody waits for it for ever.
    config.setProperty("driver.connectTimeout", "5");
    config.setProperty("driver.socketTimeout", "20");
    config.setProperty("driver.tcpKeepAlive", "true");
    config.setProperty("driver.socketFactory", RelaySocketFactory.class.getName());
    config.setProperty("driver.socketFactoryArg", session.id());
    config.setProperty("plugin.name", "pgoutput");
    config.setProperty("slot.name", database.slotName());
    config.setProperty("slot.max.retries", "0");
    config.setProperty("slot.failover", "true"); // as SlotRepository creates it
    config.setProperty("publication.name", "jumun_outbox");
    config.setProperty("publication.autocreate.mode", "disabled");
    config.setProperty("table.include.list", "public.outbox");
    config.setProperty("column.exclude.list", "public.outbox.xid");

    // The slot knows where to go on; what the engine remembers ends with the engine.
    config.setProperty(
        "offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
    config.setProperty("offset.flush.interval.ms", "100");
    config.setProperty("snapshot.mode", "no_data");
    config.setProperty("lsn.flush.mode", "connector");
    // Well below the server's wal_sender_timeout, also while Kafka holds up the reader.
    config.setProperty("status.update.interval.ms", "2000");
    // A failure ends the engine; the supervisor decides how it goes on.
    config.setProperty("errors.max.retries", "0");
    // What does not start or stop within that time is left behind, and does not hold up the next.
    config.setProperty("task.management.timeout.ms", "20000");
    config.setProperty("executor.shutdown.timeout.ms", "10000");

    config.setProperty("queue.provider.type", WakingQueue.NAME);
    config.setProperty("max.queue.size", Integer.toString(settings.maxBatch()));
    config.setProperty("max.batch.size", "1"); // the task takes the rest by itself
    config.setProperty("poll.interval.ms", "1");
    config.setProperty("record.processing.threads", "1");
    return config;
  }
}
