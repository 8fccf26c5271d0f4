package io.jumun.outbox;

import io.jumun.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as an outsider does: everything, from the beginning, in no group. */
public final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<String, String> consumer =
      new KafkaConsumer<>(
          Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()),
          new StringDeserializer(),
          new StringDeserializer());
  private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();
  private final String topic;
  private boolean assigned;

  public TopicReader(String topic) {
    this.topic = topic;
  }

  /** All records seen so far, after one more look. */
  public List<ConsumerRecord<String, String>> records() {
    if (!assigned && !consumer.listTopics().containsKey(topic)) {
      return List.of();
    }
    if (!assigned) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      assigned = true;
    }
    consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
    return List.copyOf(seen);
  }

  public List<ConsumerRecord<String, String>> recordsOf(long key) {
    return records().stream().filter(r -> r.key().equals(Long.toString(key))).toList();
  }

  /** Empty where the record has no such header. */
  public static String header(ConsumerRecord<?, ?> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
