package io.jumun.books;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far consumers and relays are.
 *
 * @param readers the groups that read a topic, by topic
 */
record Flow(List<Lag> lags, List<Slot> slots, Map<String, Set<String>> readers) {

  /**
   * @param records that the group has not committed yet
   */
  record Lag(String group, String topic, int partition, long records) {}

  /** A relay's slot, or a database that publishes and has none: {@code name} is empty then. */
  record Slot(String database, String name, boolean active) {}
}
