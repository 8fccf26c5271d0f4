package io.jumun.deadletters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Finds the dead letters of this service. */
final class DeadLetters {

  private final DeadLetterReader reader;
  private final Ownership ownership;
  private final long maxBytes;

  /**
   * @param maxBytes of the records of one selection
   */
  DeadLetters(DeadLetterReader reader, Ownership ownership, long maxBytes) {
    this.reader = reader;
    this.ownership = ownership;
    this.maxBytes = maxBytes;
  }

  Optional<DeadLetter> find(RecordId id) {
    return reader.find(List.of(id), Long.MAX_VALUE).values().stream().findFirst();
  }

  Selection select(SortedSet<RecordId> ids) {
    var found = reader.find(ids, maxBytes);
    var missing = ids.stream().filter(id -> !found.containsKey(id)).toList();
    return new Selection(List.copyOf(found.values()), missing, null);
  }

  /**
   * In the order of topic, partition and offset: the one order that never changes.
   *
   * @param after where the selection before this one ended
   */
  Selection select(DeadLetterFilter filter, @Nullable RecordId after, int limit) {
    var collected = new Collector(filter, limit);
    var stopped = reader.scan(ownership.topics(filter.topic()), after, collected::add);
    var next = collected.full && stopped != null ? collected.last() : stopped;
    return new Selection(List.copyOf(collected.letters), List.of(), next);
  }

  private final class Collector {

    private final DeadLetterFilter filter;
    private final int limit;
    private final List<DeadLetter> letters = new ArrayList<>();
    private long bytes;
    private boolean full;

    Collector(DeadLetterFilter filter, int limit) {
      this.filter = filter;
      this.limit = limit;
    }

    /** The one that no longer fits shows that there is a next page. */
    boolean add(DeadLetter letter) {
      if (!filter.matches(letter)) {
        return true;
      }
      full = letters.size() == limit || (!letters.isEmpty() && bytes + letter.size() > maxBytes);
      if (!full) {
        letters.add(letter);
        bytes += letter.size();
      }
      return !full;
    }

    RecordId last() {
      return letters.getLast().id();
    }
  }
}
