package io.jumun.deadletters;

import io.jumun.http.ApiException;
import io.jumun.outbox.consumer.BackgroundListener;
import io.jumun.outbox.consumer.DeadLetterTopics;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/** Which dead letters are this service's: those that its consumer groups set aside. */
final class Ownership {

  private final List<String> topics;
  private final Set<String> groups;

  /**
   * @param topics that carry events, without their dead-letter topics
   * @param group the service's; its {@link BackgroundListener}s' group is its own as well
   */
  Ownership(Collection<String> topics, String group) {
    this.topics = topics.stream().map(DeadLetterTopics::of).sorted().toList();
    this.groups = Set.of(group, group + BackgroundListener.SUFFIX);
  }

  /** All dead-letter topics, in order. */
  List<String> topics() {
    return topics;
  }

  /**
   * That topic alone, or all.
   *
   * @throws ApiException 400 when there is no such topic
   */
  List<String> topics(@Nullable String topic) {
    if (topic == null) {
      return topics;
    }
    if (!topics.contains(topic)) {
      throw ApiException.invalid("topic", "one of " + String.join(", ", topics));
    }
    return List.of(topic);
  }

  boolean owns(DeadLetter letter) {
    var group = letter.header(KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP);
    return group != null && groups.contains(group);
  }

  /** Where a dead letter goes when it is replayed. */
  static String topicOf(RecordId id) {
    return id.topic().substring(0, id.topic().length() - DeadLetterTopics.SUFFIX.length());
  }
}
