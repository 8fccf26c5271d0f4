package io.jumun.e2e;

import io.jumun.books.Books;
import io.jumun.contracts.EventTypes;
import io.jumun.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
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

  private final Map<String, List<ConsumerRecord<String, String>>> seen = new ConcurrentHashMap<>();
  private final Map<UUID, String> poison = new ConcurrentHashMap<>();
  private final Set<UUID> deleted = ConcurrentHashMap.newKeySet();
  private final Set<Long> lost = ConcurrentHashMap.newKeySet();
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
    inject(topic, key, type, value, UUID.randomUUID());
  }

  /** Something that no consumer can handle. */
  void injectPoison(String topic, long key, String type, String value) {
    var id = UUID.randomUUID();
    poison.put(id, topic);
    inject(topic, key, type, value, id);
  }

  private void inject(String topic, long key, String type, String value, UUID id) {
    var record = new ProducerRecord<>(topic, Long.toString(key), value);
    record.headers().add("ce_id", id.toString().getBytes(StandardCharsets.UTF_8));
    record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    record.headers().add(Books.INJECTED, new byte[] {1});
    send(record);
  }

  /** The same record once more, as a relay that starts again would send it. */
  void again(ConsumerRecord<String, String> record) {
    send(
        new ProducerRecord<>(
            record.topic(), record.partition(), record.key(), record.value(), record.headers()));
  }

  /**
   * Takes a record off its topic, and all that came before it on its partition. What came before
   * must have been read by everybody.
   */
  void delete(ConsumerRecord<String, String> record) {
    var partition = new TopicPartition(record.topic(), record.partition());
    try (var admin =
        Admin.create(
            Map.<String, Object>of(
                "bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()))) {
      of(record.topic()).stream()
          .filter(r -> r.partition() == record.partition() && r.offset() <= record.offset())
          .map(r -> header(r, "ce_id"))
          .filter(id -> !id.isEmpty())
          .forEach(id -> deleted.add(UUID.fromString(id)));
      lost.add(Long.valueOf(record.key()));
      var upTo = RecordsToDelete.beforeOffset(record.offset() + 1);
      Shop.result(admin.deleteRecords(Map.of(partition, upTo)).all());
    }
  }

  /** The topics of the records that no consumer can handle, by id. */
  Map<UUID, String> poison() {
    return Map.copyOf(poison);
  }

  /** The ids of all records that were deleted. */
  Set<UUID> deleted() {
    return Set.copyOf(deleted);
  }

  /** Whether a record of this order was deleted before everybody had read it. */
  boolean hasLost(long orderId) {
    return lost.contains(orderId);
  }

  private void send(ProducerRecord<String, String> record) {
    Shop.result(producer.send(record));
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
