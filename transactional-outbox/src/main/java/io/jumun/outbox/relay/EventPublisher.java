package io.jumun.outbox.relay;

import io.jumun.outbox.EventCatalog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends outbox rows as CloudEvents 1.0 in Kafka's binary content mode. */
final class EventPublisher implements AutoCloseable {

  private final Producer<String, String> producer;
  private final String source;

  /**
   * @param source the {@code ce_source} of every event
   */
  EventPublisher(Map<String, Object> kafka, Duration deliveryTimeout, String source) {
    var config = new HashMap<>(kafka);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // A batch goes out when it is complete, or its first row would go ahead of the others, and
    // every later step would handle it alone.
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.toMillis());
    config.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) deliveryTimeout.dividedBy(3).toMillis());
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) deliveryTimeout.toMillis());
    this.producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    this.source = source;
  }

  /**
   * Returns when Kafka has acknowledged every row.
   *
   * @throws RelayException when it has not; some of the rows may have arrived
   */
  void publish(List<OutboxRow> rows) throws InterruptedException {
    var acknowledgements = new ArrayList<Future<RecordMetadata>>(rows.size());
    try {
      for (var row : rows) {
        acknowledgements.add(producer.send(record(row)));
      }
      producer.flush();
      for (var acknowledgement : acknowledgements) {
        acknowledgement.get();
      }
    } catch (InterruptException e) {
      var interrupted = new InterruptedException("While Kafka was to acknowledge a batch");
      interrupted.initCause(e);
      throw interrupted;
    } catch (ExecutionException | org.apache.kafka.common.KafkaException e) {
      throw new RelayException("Kafka did not acknowledge a batch of " + rows.size(), e);
    }
  }

  /** Gives up what is not acknowledged: it will be read and sent again. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }

  private ProducerRecord<String, String> record(OutboxRow row) {
    var record =
        new ProducerRecord<>(
            row.aggregateType() + EventCatalog.TOPIC_SUFFIX, row.aggregateId(), row.payload());
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", row.id());
    header(record, "ce_type", row.type());
    header(record, "ce_source", source);
    header(record, "ce_time", row.createdAt().toString());
    header(record, "ce_subject", row.aggregateId());
    header(record, "content-type", "application/json");
    if (row.traceparent() != null) {
      header(record, "traceparent", row.traceparent());
    }
    return record;
  }

  private static void header(ProducerRecord<?, ?> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
