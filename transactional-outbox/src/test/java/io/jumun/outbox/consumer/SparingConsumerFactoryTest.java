package io.jumun.outbox.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.testing.TestInfrastructure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SparingConsumerFactoryTest {

  private static final Duration MOMENT = Duration.ofMillis(20);

  private final String topic = "sparing-" + UUID.randomUUID();
  private final List<TopicPartition> partitions =
      List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
  private final SparingConsumerFactory consumers =
      new SparingConsumerFactory(
          Map.of(
              "bootstrap.servers",
              TestInfrastructure.kafkaBootstrapServers(),
              "group.id",
              topic,
              "enable.auto.commit",
              false));
  private final Admin admin =
      Admin.create(Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()));
  private Consumer<String, byte[]> consumer;
  private long latest;
  private boolean givenAway;

  @BeforeEach
  void join() throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
    consumer = join(consumers.createConsumer());
    eventually().until(() -> polled(consumer).assignment().size() == 2);
  }

  @AfterEach
  void close() {
    consumer.close();
    admin.close();
  }

  @Test
  void manyCommitsAreOneAndTheLastCounts() {
    for (int offset = 1; offset <= 50; offset++) {
      commit(0, offset);
    }
    commit(1, 7);
    commit(0, 9);

    eventually()
        .until(
            () -> {
              polled(consumer);
              return committed(0) == 9 && committed(1) == 7;
            });
    assertThat(commitsSent()).isEqualTo(1);
  }

  @Test
  void anOffsetIsNotHeldBackBehindARecordThatWasSetAside() {
    commit(0, 2);
    ((SparingConsumerFactory.SparingConsumer) consumer).commitNextAtOnce();
    commit(1, 7);
    assertThat(committed(0)).isEqualTo(2);
    assertThat(committed(1)).isEqualTo(7);

    commit(1, 8);
    assertThat(commitsSent()).isEqualTo(1);
  }

  @Test
  void whatWaitsIsCommittedOnClosing() {
    commit(0, 3);
    consumer.close();
    assertThat(committed(0)).isEqualTo(3);
  }

  @Test
  void whatWaitsIsCommittedOnClosingAlsoByAConsumerThatIsWokenUp() {
    commit(0, 3);
    consumer.wakeup();
    consumer.close();
    assertThat(committed(0)).isEqualTo(3);
  }

  @Test
  void whatWaitsIsCommittedBeforeAPartitionIsGivenAway() {
    try (var second = join(consumers.createConsumer())) {
      eventually()
          .until(
              () -> {
                if (!givenAway) {
                  latest++;
                  commit(0, latest);
                  commit(1, latest);
                }
                polled(consumer);
                return polled(second).assignment().size() == 1;
              });
      assertThat(givenAway).isTrue();
      var taken = second.assignment().iterator().next();
      assertThat(committed(taken.partition())).isEqualTo(latest);
    }
  }

  private Consumer<String, byte[]> join(Consumer<String, byte[]> member) {
    member.subscribe(
        List.of(topic),
        new ConsumerRebalanceListener() {
          @Override
          public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            givenAway |= !revoked.isEmpty();
          }

          @Override
          public void onPartitionsAssigned(Collection<TopicPartition> assigned) {}
        });
    return member;
  }

  private static Consumer<String, byte[]> polled(Consumer<String, byte[]> member) {
    member.poll(MOMENT);
    return member;
  }

  private void commit(int partition, long offset) {
    consumer.commitSync(
        Map.of(partitions.get(partition), new OffsetAndMetadata(offset)), Duration.ofSeconds(5));
  }

  private long committed(int partition) {
    try {
      var offsets = admin.listConsumerGroupOffsets(topic).partitionsToOffsetAndMetadata().get();
      var offset = offsets.get(partitions.get(partition));
      return offset == null ? -1 : offset.offset();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private int commitsSent() {
    return consumer.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("commit-total"))
        .mapToInt(metric -> ((Number) metric.getValue().metricValue()).intValue())
        .sum();
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(1));
  }
}
