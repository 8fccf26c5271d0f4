package io.jumun.dataplatform.reconciliation;

import io.jumun.contracts.DataPlatformEvent;
import io.jumun.contracts.EventTypes;
import io.jumun.contracts.Topics;
import io.jumun.outbox.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Publishes what this service asks, in the form every event has. It has no outbox. */
@Component
class Questions {

  private static final long ACKNOWLEDGED_WITHIN_SECONDS = 10;

  private final KafkaTemplate<String, byte[]> kafka;
  private final Clock clock;

  Questions(KafkaTemplate<String, byte[]> kafka, Clock clock) {
    this.kafka = kafka;
    this.clock = clock;
  }

  /**
   * Returns when the broker has all of them for good.
   *
   * @throws KafkaException when that is not certain; to be tried again
   */
  void send(List<? extends DataPlatformEvent> events) {
    var sent = events.stream().map(event -> kafka.send(record(event))).toList();
    try {
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
          .get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted before the questions were acknowledged", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("The questions were not acknowledged", e);
    }
  }

  private ProducerRecord<String, byte[]> record(DataPlatformEvent event) {
    var key = Long.toString(event.orderId());
    var record =
        new ProducerRecord<>(Topics.DATAPLATFORM_EVENTS, key, bytes(EventJson.write(event)));
    header(record, "ce_specversion", "1.0");
    header(record, "ce_id", UUID.randomUUID().toString());
    header(record, "ce_type", EventTypes.nameOf(event.getClass()));
    header(record, "ce_source", "/dataplatform-consumer");
    header(record, "ce_time", clock.instant().toString());
    header(record, "ce_subject", key);
    header(record, "content-type", "application/json");
    return record;
  }

  private static void header(ProducerRecord<?, ?> record, String name, String value) {
    record.headers().add(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
