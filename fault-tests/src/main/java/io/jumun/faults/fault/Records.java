package io.jumun.faults.fault;

import io.jumun.books.Books;
import io.jumun.contracts.EventTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A hand in the topics, and what it did there. */
public final class Records {

  static final List<String> EVENT_TOPICS = List.copyOf(EventTypes.ALL_BY_TOPIC.keySet());

  private static final String LIMIT = "max.message.bytes";

  private final String bootstrapServers;
  private final Set<UUID> deleted = ConcurrentHashMap.newKeySet();
  private final Set<Long> lost = ConcurrentHashMap.newKeySet();
  private final Map<UUID, String> poison = new ConcurrentHashMap<>();

  public Records(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** The ids of all records that were deleted. */
  public Set<UUID> deleted() {
    return Set.copyOf(deleted);
  }

  /** Whether a record of this order was deleted before everybody had read it. */
  public boolean hasLost(long orderId) {
    return lost.contains(orderId);
  }

  /** The topics of the records that were put there to be set aside, by id. */
  public Map<UUID, String> poison() {
    return Map.copyOf(poison);
  }

  /** The last records of each partition, in their order; none where there are none. */
  List<ConsumerRecord<String, byte[]>> last(String topic, int perPartition) {
    try (var consumer = consumer()) {
      var partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      var ends = consumer.endOffsets(partitions);
      ends.forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - perPartition)));
      return readTo(consumer, ends);
    }
  }

  /** The same of the services' own records alone. */
  List<ConsumerRecord<String, byte[]>> lastOfServices(String topic, int perPartition) {
    return last(topic, perPartition).stream().filter(record -> !isInjected(record)).toList();
  }

  private static boolean isInjected(ConsumerRecord<?, ?> record) {
    return record.headers().lastHeader(Books.INJECTED) != null;
  }

  /** Sends copies, marked as not the producer's own. */
  void sendAgain(Collection<ConsumerRecord<String, byte[]>> records) {
    send(
        records.stream()
            .map(
                record -> {
                  var copy =
                      new ProducerRecord<>(
                          record.topic(), null, record.key(), record.value(), record.headers());
                  copy.headers().remove(Books.INJECTED).add(Books.INJECTED, new byte[] {'1'});
                  return copy;
                })
            .toList());
  }

  /** Sends something under an event's type that may not be an event. */
  void send(String topic, String key, String type, byte[] value) {
    send(List.of(injected(topic, key, type, value)));
  }

  /** Sends something that no consumer can make sense of. */
  void sendPoison(String topic, String key, String type, byte[] value) {
    var record = injected(topic, key, type, value);
    poison.put(UUID.fromString(header(record.headers().lastHeader("ce_id").value())), topic);
    send(List.of(record));
  }

  /** Deletes all that a topic holds now, whether it was read or not. */
  void deleteAll(String topic) throws InterruptedException {
    try (var consumer = consumer();
        var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      var partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var read = readByAll(admin);
      for (var record : readTo(consumer, ends)) {
        var partition = new TopicPartition(topic, record.partition());
        boolean unread = record.offset() >= read.getOrDefault(partition, 0L);
        if (unread || !isInjected(record)) {
          deleted.add(UUID.fromString(header(record.headers().lastHeader("ce_id").value())));
        }
        if (unread) {
          lost.add(Long.valueOf(record.key()));
        }
      }
      admin
          .deleteRecords(
              ends.entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          Map.Entry::getKey, e -> RecordsToDelete.beforeOffset(e.getValue()))))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot delete records of " + topic, e);
    }
  }

  /** The largest record that each dead-letter topic takes, in bytes. */
  Map<ConfigResource, Integer> deadLetterLimits() throws InterruptedException {
    var topics =
        EVENT_TOPICS.stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic + "-dlt"))
            .toList();
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return admin.describeConfigs(topics).all().get().entrySet().stream()
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey, e -> Integer.valueOf(e.getValue().get(LIMIT).value())));
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot read settings of the dead-letter topics", e);
    }
  }

  void limitDeadLetters(Map<ConfigResource, Integer> bytes) throws InterruptedException {
    var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
    bytes.forEach(
        (topic, limit) ->
            changes.put(
                topic,
                List.of(
                    new AlterConfigOp(
                        new ConfigEntry(LIMIT, limit.toString()), AlterConfigOp.OpType.SET))));
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.incrementalAlterConfigs(changes).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot change the dead-letter topics", e);
    }
  }

  private static ProducerRecord<String, byte[]> injected(
      String topic, String key, String type, byte[] value) {
    var record = new ProducerRecord<>(topic, key, value);
    record.headers().add(Books.INJECTED, new byte[] {'1'});
    Stream.of(
            Map.entry("ce_specversion", "1.0"),
            Map.entry("ce_id", UUID.randomUUID().toString()),
            Map.entry("ce_type", type),
            Map.entry("ce_source", "/fault-tests"),
            Map.entry("ce_subject", key))
        .forEach(
            header ->
                record
                    .headers()
                    .add(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private void send(List<ProducerRecord<String, byte[]>> records) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", bootstrapServers, "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (var sent : records.stream().map(producer::send).toList()) {
        sent.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while sending", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot send", e);
    }
  }

  /** Up to where the slowest group has read. */
  private static Map<TopicPartition, Long> readByAll(Admin admin)
      throws InterruptedException, ExecutionException {
    var slowest = new HashMap<TopicPartition, Long>();
    for (var group : admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get()) {
      admin
          .listConsumerGroupOffsets(group.groupId())
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach((partition, read) -> slowest.merge(partition, read.offset(), Math::min));
    }
    return slowest;
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  private static List<ConsumerRecord<String, byte[]>> readTo(
      KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }
    return records;
  }

  private static String header(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
