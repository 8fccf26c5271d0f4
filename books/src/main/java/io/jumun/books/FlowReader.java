package io.jumun.books;

import io.jumun.books.Flow.Lag;
import io.jumun.books.Flow.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads how far the consumers' groups and the relays' slots are. */
final class FlowReader implements AutoCloseable {

  private final Admin admin;

  FlowReader(String bootstrapServers) {
    this.admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "request.timeout.ms", 5_000,
                "default.api.timeout.ms", 10_000));
  }

  /** Groups that lag, on the partitions of events. */
  List<Lag> lags() {
    var committed = committed();
    var topics = topics(committed);
    var partitions = partitions();
    var first = offsets(partitions, OffsetSpec.earliest());
    var end = offsets(partitions, OffsetSpec.latest());
    var lags = new ArrayList<Lag>();
    committed.forEach(
        (group, offsets) ->
            lags.addAll(lags(group, topics.getOrDefault(group, Set.of()), offsets, first, end)));
    return lags;
  }

  /** The groups that read a topic of events, by topic. */
  Map<String, Set<String>> readers() {
    var readers = new HashMap<String, Set<String>>();
    topics(committed())
        .forEach(
            (group, topics) ->
                topics.stream()
                    .filter(EventTopics::isEvents)
                    .forEach(
                        topic -> readers.computeIfAbsent(topic, _ -> new TreeSet<>()).add(group)));
    return readers;
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed() {
    var groups =
        get(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
            .map(GroupListing::groupId)
            .toList();
    var wanted =
        groups.stream()
            .collect(
                Collectors.toMap(Function.identity(), _ -> new ListConsumerGroupOffsetsSpec()));
    return groups.isEmpty() ? Map.of() : get(admin.listConsumerGroupOffsets(wanted).all());
  }

  /** What a group has committed, and what it was given and has committed nothing of so far. */
  private Map<String, Set<String>> topics(
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed) {
    var topics = new HashMap<String, Set<String>>();
    get(admin.describeConsumerGroups(committed.keySet()).all())
        .forEach(
            (group, description) ->
                topics.put(
                    group,
                    Stream.concat(
                            committed.getOrDefault(group, Map.of()).keySet().stream(),
                            description.members().stream()
                                .flatMap(member -> member.assignment().topicPartitions().stream()))
                        .map(TopicPartition::topic)
                        .collect(Collectors.toSet())));
    return topics;
  }

  /** What a group has read of a topic it has to read all of; of the others it knows nothing. */
  private static List<Lag> lags(
      String group,
      Set<String> topics,
      Map<TopicPartition, @Nullable OffsetAndMetadata> committed,
      Map<TopicPartition, Long> first,
      Map<TopicPartition, Long> end) {
    var lags = new ArrayList<Lag>();
    end.forEach(
        (partition, last) -> {
          var offset = committed.get(partition);
          long from = offset == null ? first.getOrDefault(partition, 0L) : offset.offset();
          if (topics.contains(partition.topic()) && last > from) {
            lags.add(new Lag(group, partition.topic(), partition.partition(), last - from));
          }
        });
    return lags;
  }

  private List<TopicPartition> partitions() {
    var topics = get(admin.listTopics().names()).stream().filter(EventTopics::isEvents).toList();
    return get(admin.describeTopics(topics).allTopicNames()).values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .toList();
  }

  private Map<TopicPartition, Long> offsets(
      Collection<TopicPartition> partitions, OffsetSpec which) {
    var wanted = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which));
    var offsets = new HashMap<TopicPartition, Long>();
    get(admin.listOffsets(wanted).all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted", e);
    }
  }

  static List<Slot> slots(String name, Database database) {
    var slots = new ArrayList<Slot>();
    database.each(
        "select slot_name, active from pg_replication_slots where database = current_database()",
        row ->
            slots.add(new Slot(name, Objects.requireNonNull(row.getString(1)), row.getBoolean(2))));
    return slots.isEmpty() && database.hasOutbox() ? List.of(new Slot(name, "", false)) : slots;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
