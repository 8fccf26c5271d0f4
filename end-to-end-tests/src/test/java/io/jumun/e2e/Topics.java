package io.jumun.e2e;

import io.jumun.contracts.EventTypes;
import io.jumun.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics as an outsider sees them, and a hand to put something there that does not belong. */
final class Topics implements AutoCloseable {

  static final Set<String> EVENTS = EventTypes.BY_TOPIC.keySet();

  /** Marks what a test has put on a topic. */
  static final String INJECTED = "injected-by-test";

  private final Map<String, List<ConsumerRecord<String, String>>> seen = new ConcurrentHashMap<>();
  private final KafkaConsumer<String, String> consumer =
      new KafkaConsumer<>(
          Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()),
          new StringDeserializer(),
          new StringDeserializer());
  private final KafkaProducer<String, String> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()),
          new StringSerializer(),
          new StringSerializer());

  Topics() {
    var partitions =
        EVENTS.stream()
            .flatMap(topic -> Stream.of(topic, topic + "-dlt"))
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Everything that is there now. */
  synchronized List<ConsumerRecord<String, String>> of(String topic) {
    var end = consumer.endOffsets(consumer.assignment());
    while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(r -> seen.computeIfAbsent(r.topic(), _ -> new ArrayList<>()).add(r));
    }
    return List.copyOf(seen.getOrDefault(topic, List.of()));
  }

  List<ConsumerRecord<String, String>> ofOrder(long order) {
    return EVENTS.stream()
        .flatMap(topic -> of(topic).stream())
        .filter(r -> Long.toString(order).equals(r.key()))
        .toList();
  }

  void inject(String topic, long key, String type, String value) {
    var record = new ProducerRecord<>(topic, Long.toString(key), value);
    record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    record.headers().add(INJECTED, new byte[] {1});
    send(record);
  }

  /** The same record once more, as a relay that starts again would send it. */
  void again(ConsumerRecord<String, String> record) {
    send(
        new ProducerRecord<>(
            record.topic(), record.partition(), record.key(), record.value(), record.headers()));
  }

  private void send(ProducerRecord<String, String> record) {
    Shop.result(producer.send(record));
  }

  static boolean injected(ConsumerRecord<?, ?> record) {
    return record.headers().lastHeader(INJECTED) != null;
  }

  static String header(ConsumerRecord<?, ?> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void close() {
    consumer.close();
    producer.close();
  }
}
