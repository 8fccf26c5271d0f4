package io.jumun.outbox;

import static io.jumun.outbox.TopicReader.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jumun.outbox.OutboxTestApplication.ThingHappened;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest extends OutboxIntegrationTest {

  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void appendsOnlyInsideATransaction() {
    assertThatThrownBy(() -> outbox.append(1, new ThingHappened(1, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in the transaction of the change");
  }

  @Test
  void refusesAnEventThatTheCatalogDoesNotKnow() {
    assertThatThrownBy(() -> transactions.executeWithoutResult(_ -> outbox.append(1, "a rumour")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void publishesACloudEventForWhatWasCommitted() {
    long key = newKey();
    var before = Instant.now();
    TraceParents.during(Map.of(key, TRACEPARENT), () -> append(key, 7));

    try (var topic = new TopicReader(OutboxTestApplication.TOPIC)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> !topic.recordsOf(key).isEmpty());
      var record = topic.recordsOf(key).getFirst();
      assertThat(record.value()).isEqualTo("{\"thingId\":" + key + ",\"step\":7}");
      assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
      assertThat(header(record, "ce_type")).isEqualTo("io.jumun.ThingHappened.v1");
      assertThat(header(record, "ce_source")).isEqualTo("/thing-service");
      assertThat(header(record, "ce_subject")).isEqualTo(Long.toString(key));
      assertThat(header(record, "content-type")).isEqualTo("application/json");
      assertThat(header(record, "traceparent")).isEqualTo(TRACEPARENT);
      assertThat(Instant.parse(header(record, "ce_time")))
          .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
      assertThat(header(record, "ce_id"))
          .isEqualTo(
              jdbc.sql("select id::text from outbox where aggregateid = :key")
                  .param("key", Long.toString(key))
                  .query(String.class)
                  .single());
    }
  }

  @Test
  void neverPublishesWhatWasRolledBack() {
    long rolledBack = newKey();
    long committed = newKey();
    transactions.executeWithoutResult(
        transaction -> {
          outbox.append(rolledBack, new ThingHappened(rolledBack, 1));
          transaction.setRollbackOnly();
        });
    append(committed, 1);

    try (var topic = new TopicReader(OutboxTestApplication.TOPIC)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> !topic.recordsOf(committed).isEmpty());
      assertThat(topic.recordsOf(rolledBack)).isEmpty();
    }
  }

  @Test
  void keepsTheOrderOfAKey() {
    long key = newKey();
    transactions.executeWithoutResult(
        _ -> IntStream.range(0, 50).forEach(i -> outbox.append(key, new ThingHappened(key, i))));
    IntStream.range(50, 100).forEach(i -> append(key, i));

    try (var topic = new TopicReader(OutboxTestApplication.TOPIC)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> topic.recordsOf(key).size() >= 100);
      assertThat(topic.recordsOf(key).stream().map(r -> r.value()).distinct())
          .containsExactlyElementsOf(
              IntStream.range(0, 100)
                  .mapToObj(i -> "{\"thingId\":" + key + ",\"step\":" + i + "}")
                  .toList());
    }
  }
}
