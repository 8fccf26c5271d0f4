package io.jumun.books;

import java.util.HashMap;
import java.util.Map;

/** Adds up what PostgreSQL counts, across crashes after which it counts from zero again. */
final class Deadlocks {

  private final Map<String, Long> latest = new HashMap<>();
  private final Map<String, Long> sums = new HashMap<>();

  /**
   * @param count what the database's counter shows now
   */
  void saw(String database, long count) {
    var before = latest.put(database, count);
    long more = before == null || count < before ? count : count - before;
    sums.merge(database, more, Long::sum);
  }

  Map<String, Long> sums() {
    return Map.copyOf(sums);
  }
}
