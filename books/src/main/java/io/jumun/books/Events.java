package io.jumun.books;

import io.jumun.contracts.BalanceEvent.BalanceOutcomeRequested;
import io.jumun.contracts.CouponEvent.CouponOutcomeRequested;
import io.jumun.contracts.DataPlatformEvent.PaidOrderRequested;
import io.jumun.contracts.EventTypes;
import io.jumun.contracts.StockEvent.StockOutcomeRequested;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What services wanted to publish and what is on the topics, apart from what was injected.
 *
 * @param outbox ids of the rows, by topic
 * @param published ids of the records, by topic
 * @param byOrder what happened to each order, a redelivery once; in order as to one topic
 * @param malformed records, and what is wrong with them
 * @param injectedFor orders about which something was injected
 * @param questions about what became of orders, as they were asked
 * @param deleted ids of records that were deleted on purpose
 */
record Events(
    Map<String, IdSet> outbox,
    Map<String, IdSet> published,
    Map<Long, List<Seen>> byOrder,
    List<String> malformed,
    List<DeadLetter> deadLetters,
    Set<Long> injectedFor,
    List<Question> questions,
    Set<UUID> deleted) {

  /**
   * @param amount paid, deducted or refunded, where the event has one
   * @param reason why an order was cancelled
   */
  record Seen(EventKind kind, @Nullable Long amount, @Nullable String reason) {}

  /**
   * What a participant asks when it finds something left behind.
   *
   * @param type as on the wire
   */
  record Question(long order, String type) {

    static final Set<String> TYPES =
        Set.of(
            EventTypes.nameOf(StockOutcomeRequested.class),
            EventTypes.nameOf(CouponOutcomeRequested.class),
            EventTypes.nameOf(BalanceOutcomeRequested.class),
            EventTypes.nameOf(PaidOrderRequested.class));
  }

  Events() {
    this(
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new HashSet<>(),
        new ArrayList<>(),
        new HashSet<>());
  }

  IdSet outboxOf(String topic) {
    return outbox.computeIfAbsent(topic, _ -> new IdSet());
  }

  IdSet publishedOn(String topic) {
    return published.computeIfAbsent(topic, _ -> new IdSet());
  }

  void add(long order, Seen seen) {
    byOrder.computeIfAbsent(order, _ -> new ArrayList<>(6)).add(seen);
  }
}
