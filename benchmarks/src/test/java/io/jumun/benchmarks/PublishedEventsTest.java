package io.jumun.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.benchmarks.StepTimes.Published;
import io.jumun.contracts.EventTypes;
import io.jumun.contracts.Topics;
import io.jumun.embedded.EmbeddedKafkaBroker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PublishedEventsTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Set<String> SAGA = EventTypes.BY_TOPIC.keySet();

  private static EmbeddedKafkaBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedKafkaBroker.startTemporary();
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(
              SAGA.stream()
                  .map(topic -> new NewTopic(topic, Optional.of(2), Optional.empty()))
                  .toList())
          .all()
          .get();
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void readsWhatWasSentSinceThen() throws Exception {
    try (var producer =
        new KafkaProducer<String, String>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(record(Topics.ORDER_EVENTS, 0, "1", "io.jumun.OrderCreated.v1", -1)).get();
      producer.send(record(Topics.ORDER_EVENTS, 0, "2", "io.jumun.OrderCreated.v1", 0)).get();
      producer.send(record(Topics.ORDER_EVENTS, 1, "3", "io.jumun.OrderCreated.v1", 5)).get();
      producer.send(record(Topics.STOCK_EVENTS, 1, "2", "io.jumun.StockReserved.v1", 7)).get();
      producer.send(record(Topics.BALANCE_EVENTS, 0, "1", "io.jumun.BalanceDeducted.v1", -5)).get();
    }

    try (var published = new PublishedEvents(broker.bootstrapServers(), SAGA)) {
      assertThat(published.since(BEGIN))
          .containsExactlyInAnyOrder(
              event(2, "io.jumun.OrderCreated.v1", 0),
              event(3, "io.jumun.OrderCreated.v1", 5),
              event(2, "io.jumun.StockReserved.v1", 7));
      assertThat(published.count()).isEqualTo(5);
    }
  }

  private static Published event(long order, String type, long sent) {
    var at = BEGIN.plusMillis(sent);
    return new Published(order, type, at.minusNanos(1_000), at);
  }

  private static ProducerRecord<String, String> record(
      String topic, int partition, String key, String type, long sent) {
    var at = BEGIN.plusMillis(sent);
    var record = new ProducerRecord<>(topic, partition, at.toEpochMilli(), key, "{}");
    record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    record
        .headers()
        .add("ce_time", at.minusNanos(1_000).toString().getBytes(StandardCharsets.UTF_8));
    return record;
  }
}
