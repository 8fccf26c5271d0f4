package io.jumun.deadletters;

import io.jumun.http.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** One reading of dead-letter topics, from where they begin to where they end now. */
final class DeadLetterScan {

  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  private final Consumer<byte @Nullable [], byte @Nullable []> consumer;
  private final Ownership ownership;
  private final long deadline;

  DeadLetterScan(
      Consumer<byte @Nullable [], byte @Nullable []> consumer,
      Ownership ownership,
      Duration timeout) {
    this.consumer = consumer;
    this.ownership = ownership;
    this.deadline = System.nanoTime() + timeout.toNanos();
  }

  @Nullable RecordId run(
      List<String> topics, @Nullable RecordId after, Predicate<DeadLetter> more) {
    RecordId seen = null;
    for (var range : ranges(topics, after)) {
      goTo(range.partition(), range.begin());
      while (position(range.partition()) < range.end()) {
        if (timeIsOver()) {
          return somethingSeen(seen);
        }
        for (var letter : poll()) {
          if (letter.id().offset() >= range.end()) {
            break;
          }
          seen = letter.id();
          if (ownership.owns(letter) && !more.test(letter)) {
            return seen;
          }
        }
      }
    }
    return null;
  }

  SortedMap<RecordId, DeadLetter> find(Collection<RecordId> ids, long maxBytes) {
    var found = new TreeMap<RecordId, DeadLetter>();
    var wanted = new TreeSet<>(ids);
    var topics = wanted.stream().map(RecordId::topic).distinct().toList();
    long bytes = 0;
    for (var range : ranges(topics, null)) {
      var here = range.of(wanted);
      while (!here.isEmpty()) {
        goTo(range.partition(), here.first().offset());
        for (var letter : pollUntil(range.partition(), here.first().offset())) {
          if (here.remove(letter.id()) && ownership.owns(letter)) {
            found.put(letter.id(), letter);
            bytes += letter.size();
          }
        }
        if (bytes > maxBytes) {
          throw tooLarge(maxBytes);
        }
        long passed = position(range.partition());
        here.removeIf(id -> id.offset() < passed);
      }
    }
    return found;
  }

  /** Polls until the position is behind the offset, whether there is a record at it or not. */
  private List<DeadLetter> pollUntil(TopicPartition partition, long offset) {
    var letters = poll();
    while (letters.isEmpty() && position(partition) <= offset) {
      if (timeIsOver()) {
        throw Unavailable.broker("reading one by one takes too long");
      }
      letters = poll();
    }
    return letters;
  }

  private List<Range> ranges(List<String> topics, @Nullable RecordId after) {
    var existing = consumer.listTopics(remaining());
    var partitions =
        topics.stream()
            .flatMap(topic -> existing.getOrDefault(topic, List.of()).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .filter(partition -> after == null || last(partition).compareTo(after) >= 0)
            .sorted(Comparator.comparing(DeadLetterScan::last))
            .toList();
    var begins = consumer.beginningOffsets(partitions, remaining());
    var ends = consumer.endOffsets(partitions, remaining());
    var ranges = new ArrayList<Range>();
    for (var partition : partitions) {
      long begin = begins.getOrDefault(partition, 0L);
      if (after != null && after.topicPartition().equals(partition)) {
        begin = Math.max(begin, after.offset() + 1);
      }
      long end = ends.getOrDefault(partition, 0L);
      if (begin < end) {
        ranges.add(new Range(partition, begin, end));
      }
    }
    return ranges;
  }

  private static RecordId last(TopicPartition partition) {
    return new RecordId(partition.topic(), partition.partition(), Long.MAX_VALUE);
  }

  private void goTo(TopicPartition partition, long offset) {
    if (!consumer.assignment().equals(Set.of(partition))) {
      consumer.assign(List.of(partition));
    }
    consumer.seek(partition, offset);
  }

  private List<DeadLetter> poll() {
    var remaining = remaining();
    var patience = remaining.compareTo(LONGEST_POLL) < 0 ? remaining : LONGEST_POLL;
    var letters = new ArrayList<DeadLetter>();
    consumer.poll(patience).forEach(record -> letters.add(DeadLetter.of(record)));
    return letters;
  }

  private long position(TopicPartition partition) {
    return consumer.position(partition, remaining());
  }

  private Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  private boolean timeIsOver() {
    return System.nanoTime() - deadline >= 0;
  }

  /** Not even one record in all the time: that is no listing, that is a broker in trouble. */
  private static RecordId somethingSeen(@Nullable RecordId seen) {
    if (seen == null) {
      throw Unavailable.broker("no record in time");
    }
    return seen;
  }

  private static ApiException tooLarge(long maxBytes) {
    return new ApiException(
        HttpStatus.CONTENT_TOO_LARGE,
        "SELECTION_TOO_LARGE",
        "The records are larger than %d bytes together; select fewer.".formatted(maxBytes));
  }

  private record Range(TopicPartition partition, long begin, long end) {

    TreeSet<RecordId> of(TreeSet<RecordId> wanted) {
      var from = new RecordId(partition.topic(), partition.partition(), begin);
      var to = new RecordId(partition.topic(), partition.partition(), end);
      return new TreeSet<>(wanted.subSet(from, to));
    }
  }
}
