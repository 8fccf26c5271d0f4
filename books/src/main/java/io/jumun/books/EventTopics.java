package io.jumun.books;

import io.jumun.contracts.EventTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the topics of events, and their dead letters, without belonging to a group. */
final class EventTopics implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

  private final KafkaConsumer<String, byte[]> consumer;

  EventTopics(String bootstrapServers) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "allow.auto.create.topics",
                false,
                "default.api.timeout.ms",
                10_000,
                "max.poll.records",
                5_000,
                "fetch.min.bytes",
                1,
                "max.partition.fetch.bytes",
                4_000_000),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Where events are: the topics of the contracts and any other that such events share. */
  static boolean isEvents(String topic) {
    return topic.endsWith(".events") || EventTypes.ALL_BY_TOPIC.containsKey(topic);
  }

  static boolean isDeadLetters(String topic) {
    return topic.endsWith("-dlt");
  }

  /** Gives every record that is there by now and has not been given yet. */
  void read(Predicate<String> topics, Consumer<ConsumerRecord<String, byte[]>> reader) {
    assign(topics);
    var ends = consumer.endOffsets(consumer.assignment());
    long lastRead = System.nanoTime();
    while (isBefore(ends)) {
      var records = consumer.poll(POLL);
      records.forEach(reader);
      if (!records.isEmpty()) {
        lastRead = System.nanoTime();
      } else if (System.nanoTime() - lastRead > PATIENCE_NANOS) {
        throw new TimeoutException("No more records come, although there are more: " + ends);
      }
    }
  }

  private void assign(Predicate<String> topics) {
    var partitions =
        consumer.listTopics().entrySet().stream()
            .filter(topic -> topics.test(topic.getKey()))
            .flatMap(topic -> topic.getValue().stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    if (!consumer.assignment().equals(Set.copyOf(partitions))) {
      assignFurther(partitions);
    }
  }

  private void assignFurther(Collection<TopicPartition> partitions) {
    var known = List.copyOf(consumer.assignment());
    var positions = known.stream().map(consumer::position).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    for (int i = 0; i < known.size(); i++) {
      if (partitions.contains(known.get(i))) {
        consumer.seek(known.get(i), positions.get(i));
      }
    }
  }

  private boolean isBefore(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue());
  }

  static boolean isInjected(ConsumerRecord<?, ?> record) {
    return record.headers().lastHeader(Books.INJECTED) != null;
  }

  static Optional<UUID> id(ConsumerRecord<?, ?> record) {
    var text = header(record, "ce_id");
    try {
      return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // the record is not well-formed, and will be found to be so
    }
  }

  static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
