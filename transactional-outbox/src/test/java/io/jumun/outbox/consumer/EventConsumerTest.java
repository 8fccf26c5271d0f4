package io.jumun.outbox.consumer;

import static io.jumun.outbox.TopicReader.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.outbox.LateWrites;
import io.jumun.outbox.OutboxIntegrationTest;
import io.jumun.outbox.OutboxTestApplication;
import io.jumun.outbox.OutboxTestApplication.ThingHappened;
import io.jumun.outbox.TopicReader;
import io.jumun.outbox.clock.ClockSetBack;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;

@Import(EventConsumerTest.Consumers.class)
class EventConsumerTest extends OutboxIntegrationTest {

  @Autowired KafkaTemplate<String, byte[]> kafka;
  @Autowired Participant participant;
  @Autowired MeterRegistry meters;
  @Autowired ApplicationEventPublisher application;
  @Autowired KafkaListenerEndpointRegistry listeners;

  @BeforeEach
  void table() {
    DATABASE.executeAsOwner(
        """
        create table if not exists things (
          thing_id bigint not null, step int not null,
          constraint step_not_negative check (step >= 0));
        grant select, insert on things to %s
        """
            .formatted(DATABASE.name()));
  }

  @Test
  void handlesWhatTheRelayPublishes() {
    awaitRelayed(newKey());
  }

  private void awaitRelayed(long key) {
    append(key, 1);
    await().atMost(Duration.ofSeconds(30)).until(() -> stepsOf(key).equals(List.of(1)));
  }

  @Test
  void setsAsideWhatCannotBeParsedAndGoesOn() {
    long key = newKey();
    send(key, "io.jumun.ThingHappened.v1", "{not json");
    send(key, "io.jumun.ThingHappened.v1", thing(key, 2));

    await().atMost(Duration.ofSeconds(30)).until(() -> stepsOf(key).equals(List.of(2)));
    var dead = deadLetterOf(key);
    assertThat(new String(dead.value().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo("{not json");
    assertThat(header(dead, KafkaHeaders.DLT_ORIGINAL_TOPIC))
        .isEqualTo(OutboxTestApplication.TOPIC);
    assertThat(header(dead, KafkaHeaders.DLT_EXCEPTION_MESSAGE)).isNotEmpty();
    assertThat(header(dead, "ce_type")).isEqualTo("io.jumun.ThingHappened.v1");
  }

  @Test
  void setsAsideARecordThatIsAsLargeAsATopicTakesAndGoesOn() {
    long key = newKey();
    var text = "\"" + "x".repeat(1_048_000) + "\""; // the exception quotes it, and more than once
    send(key, "io.jumun.ThingHappened.v1", text);
    send(key, "io.jumun.ThingHappened.v1", thing(key, 5));

    await().atMost(Duration.ofSeconds(30)).until(() -> stepsOf(key).equals(List.of(5)));
    assertThat(deadLetterOf(key).value()).isEqualTo(text);
  }

  @Test
  void setsAsideOnlyTheRecordThatBreaksARule() {
    long good = newKey();
    long bad = newKey();
    transactions.executeWithoutResult(
        _ -> {
          outbox.append(good, new ThingHappened(good, 1));
          outbox.append(bad, new ThingHappened(bad, -1));
          outbox.append(good, new ThingHappened(good, 2));
        });

    await().atMost(Duration.ofSeconds(30)).until(() -> stepsOf(good).equals(List.of(1, 2)));
    assertThat(header(deadLetterOf(bad), KafkaHeaders.DLT_EXCEPTION_STACKTRACE))
        .contains("step_not_negative");
    assertThat(stepsOf(bad)).isEmpty();
  }

  @Test
  void goesOnWithNewClientsWhenTheClockWasSetBack() {
    awaitRelayed(newKey()); // an engine that is just starting refuses to be closed
    var before = Set.copyOf(clients());
    assertThat(before).isNotEmpty();

    application.publishEvent(new ClockSetBack(Duration.ofMinutes(10)));

    awaitRelayed(newKey());
    assertThat(clients()).isNotEmpty().doesNotContainAnyElementsOf(before);
  }

  private Set<String> clients() {
    return listeners.getListenerContainers().stream()
        .flatMap(listener -> listener.metrics().keySet().stream())
        .collect(Collectors.toSet());
  }

  @Test
  void neverSkipsWhatMayPass() {
    long key = newKey();
    participant.failuresLeft.put(key, 12);
    append(key, 1);
    append(key, 2);

    await().atMost(Duration.ofSeconds(60)).until(() -> stepsOf(key).equals(List.of(1, 2)));
    assertThat(participant.failuresLeft.get(key)).isZero();
  }

  @Test
  void ignoresAndCountsATypeOfANewerProducer() {
    long key = newKey();
    send(key, "io.jumun.ThingSplit.v1", "{}");
    send(key, "io.jumun.ThingHappened.v1", thing(key, 3).replace("}", ",\"colour\":\"red\"}"));

    await().atMost(Duration.ofSeconds(30)).until(() -> stepsOf(key).equals(List.of(3)));
    assertThat(
            meters
                .get("jumun.events.ignored")
                .tags("topic", OutboxTestApplication.TOPIC, "type", "io.jumun.ThingSplit.v1")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void setsAsideARecordWithoutATypeOrKey() {
    long key = newKey();
    kafka
        .send(new ProducerRecord<>(OutboxTestApplication.TOPIC, Long.toString(key), bytes("{}")))
        .join();
    send(key, "io.jumun.ThingHappened.v1", thing(key, 4));

    await().atMost(Duration.ofSeconds(30)).until(() -> stepsOf(key).equals(List.of(4)));
    assertThat(deadLetterOf(key).value()).isEqualTo("{}");
  }

  private List<Integer> stepsOf(long key) {
    return jdbc.sql("select step from things where thing_id = :id order by step")
        .param("id", key)
        .query(Integer.class)
        .list();
  }

  private static ConsumerRecord<String, String> deadLetterOf(long key) {
    try (var topic = new TopicReader(OutboxTestApplication.TOPIC + "-dlt")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> !topic.recordsOf(key).isEmpty());
      return topic.recordsOf(key).getFirst();
    }
  }

  private void send(long key, String type, String json) {
    var record = new ProducerRecord<>(OutboxTestApplication.TOPIC, Long.toString(key), bytes(json));
    record.headers().add("ce_type", bytes(type));
    kafka.send(record).join();
  }

  private static String thing(long key, int step) {
    return "{\"thingId\":%d,\"step\":%d}".formatted(key, step);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Stores each step as the services do; can be told to fail as if the database were away. */
  static class Participant {

    final Map<Long, Integer> failuresLeft = new ConcurrentHashMap<>();
    private final EventConsumer events;
    private final LateWrites writes;

    Participant(EventConsumer events, LateWrites writes) {
      this.events = events;
      this.writes = writes;
    }

    @KafkaListener(topics = OutboxTestApplication.TOPIC)
    void onRecords(List<ConsumerRecord<String, byte[]>> records) {
      events.consume(records, ThingHappened.class, this::on);
    }

    private void on(List<ThingHappened> batch) {
      for (var thing : batch) {
        writes.add("insert into things values (?, ?)", thing.thingId(), thing.step());
        if (failuresLeft.merge(thing.thingId(), -1, Integer::sum) >= 0) {
          throw new TransientDataAccessResourceException("the database is away");
        }
        failuresLeft.put(thing.thingId(), 0);
      }
    }
  }

  @TestConfiguration
  static class Consumers {

    @Bean
    Participant participant(EventConsumer events, LateWrites writes) {
      return new Participant(events, writes);
    }
  }
}
