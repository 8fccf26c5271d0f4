package io.jumun.books;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * What whoever disturbs the shop did on purpose, and is therefore no defect. Records that it put on
 * a topic carry the header {@value Books#INJECTED}.
 *
 * @param poison the topics, by {@code ce_id}, of injected records that no consumer can handle: each
 *     has to be set aside by every group that reads the topic, and nothing else may be
 * @param deleted {@code ce_id}s of the records that it deleted from the topics, as of now; of
 *     injected ones only those that not everybody had read
 * @param lostEvents orders of which it deleted a record before everybody had read it
 */
public record Explained(
    Supplier<Map<UUID, String>> poison, Supplier<Set<UUID>> deleted, LongPredicate lostEvents) {

  /** Nothing was disturbed. */
  public static final Explained NOTHING = new Explained(Map::of, Set::of, _ -> false);
}
