package io.jumun.dataplatform.reconciliation;

import static io.jumun.dataplatform.reconciliation.Statements.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.contracts.Topics;
import io.jumun.dataplatform.DataplatformConsumerTest;
import io.jumun.dataplatform.DeliveryStatus;
import io.jumun.dataplatform.OrderRecords;
import io.jumun.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class DeliveryReconciliationTest extends DataplatformConsumerTest {

  /** Far from the ids of other tests, with room for a range. */
  private final long base = ThreadLocalRandom.current().nextLong(1L << 54, 1L << 60);

  @Test
  void asksOnceForAPaidOrderThatNeverCame() {
    OrderRecords.publishPaid(base + 1);
    awaitStatus(base + 1, DeliveryStatus.DELIVERED);

    state(base, base + 9, List.of(base + 1, base + 2), List.of());
    state(base + 10, base + 10, List.of(base + 10), List.of());

    var asked = questionsUntil(base + 10);
    assertThat(asked)
        .extracting(ConsumerRecord::key)
        .containsExactlyInAnyOrder(Long.toString(base + 2), Long.toString(base + 10));
    assertThat(asked)
        .allSatisfy(
            record -> {
              assertThat(header(record, "ce_type")).isEqualTo("io.jumun.PaidOrderRequested.v1");
              assertThat(header(record, "ce_source")).isEqualTo("/dataplatform-consumer");
              assertThat(header(record, "ce_subject")).isEqualTo(record.key());
              assertThat(record.value()).isEqualTo("{\"orderId\":%s}".formatted(record.key()));
            });
  }

  @Test
  void deliversOnceWhatIsToldAgain() {
    state(base, base, List.of(base), List.of());
    questionsUntil(base);

    OrderRecords.publishPaid(base);
    OrderRecords.publishPaid(base);
    awaitStatus(base, DeliveryStatus.DELIVERED);

    state(base, base + 1, List.of(base, base + 1), List.of());
    assertThat(questionsUntil(base + 1))
        .extracting(ConsumerRecord::key)
        .containsExactlyInAnyOrder(Long.toString(base), Long.toString(base + 1));
    assertThat(platform.copiesOf(base)).isEqualTo(1);
  }

  /** All questions about orders of this test, when the one about the order has been asked. */
  private List<ConsumerRecord<String, String>> questionsUntil(long orderId) {
    var asked = new ArrayList<ConsumerRecord<String, String>>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partitions =
          consumer.partitionsFor(Topics.DATAPLATFORM_EVENTS).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(asked::add);
                return asked.stream().anyMatch(r -> r.key().equals(Long.toString(orderId)));
              });
      var end = consumer.endOffsets(partitions); // what was asked before is in front of it
      while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(asked::add);
      }
    }
    return asked.stream().filter(r -> isOfThisTest(Long.parseLong(r.key()))).toList();
  }

  private boolean isOfThisTest(long orderId) {
    return orderId >= base && orderId <= base + 10;
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
