package io.jumun.books;

import static io.jumun.books.EventKind.BALANCE_DEDUCTED;
import static io.jumun.books.EventKind.BALANCE_DEDUCTION_FAILED;
import static io.jumun.books.EventKind.BALANCE_REFUNDED;
import static io.jumun.books.EventKind.COUPON_REJECTED;
import static io.jumun.books.EventKind.COUPON_RESTORED;
import static io.jumun.books.EventKind.COUPON_USED;
import static io.jumun.books.EventKind.ORDER_CANCELLED;
import static io.jumun.books.EventKind.ORDER_CREATED;
import static io.jumun.books.EventKind.ORDER_PAID;
import static io.jumun.books.EventKind.STOCK_RELEASED;
import static io.jumun.books.EventKind.STOCK_RESERVATION_FAILED;
import static io.jumun.books.EventKind.STOCK_RESERVED;

import io.jumun.books.Events.Seen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events an order may have, as tables. Across topics nothing is ordered, so order counts only
 * between a step and what undoes it, which share a topic.
 */
final class LegalPath {

  /** An event, and what must have happened for it. */
  private static final Map<EventKind, List<EventKind>> NEEDS =
      Map.ofEntries(
          Map.entry(STOCK_RESERVED, List.of(ORDER_CREATED)),
          Map.entry(STOCK_RESERVATION_FAILED, List.of(ORDER_CREATED)),
          Map.entry(COUPON_USED, List.of(STOCK_RESERVED)),
          Map.entry(COUPON_REJECTED, List.of(STOCK_RESERVED)),
          Map.entry(BALANCE_DEDUCTED, List.of(STOCK_RESERVED)),
          Map.entry(BALANCE_DEDUCTION_FAILED, List.of(STOCK_RESERVED)),
          Map.entry(ORDER_PAID, List.of(ORDER_CREATED, BALANCE_DEDUCTED)),
          Map.entry(ORDER_CANCELLED, List.of(ORDER_CREATED)),
          Map.entry(STOCK_RELEASED, List.of(STOCK_RESERVED, ORDER_CANCELLED)),
          Map.entry(COUPON_RESTORED, List.of(COUPON_USED, ORDER_CANCELLED)),
          Map.entry(BALANCE_REFUNDED, List.of(BALANCE_DEDUCTED, ORDER_CANCELLED)));

  /** An order has at most one of each. */
  private static final List<Set<EventKind>> EXCLUDE_EACH_OTHER =
      List.of(
          Set.of(ORDER_PAID, ORDER_CANCELLED),
          Set.of(STOCK_RESERVED, STOCK_RESERVATION_FAILED),
          Set.of(COUPON_USED, COUPON_REJECTED),
          Set.of(BALANCE_DEDUCTED, BALANCE_DEDUCTION_FAILED),
          Set.of(COUPON_REJECTED, BALANCE_DEDUCTED),
          Set.of(COUPON_REJECTED, BALANCE_DEDUCTION_FAILED));

  /** A step, and what undoes it once the order is cancelled. */
  private static final Map<EventKind, EventKind> UNDONE_BY =
      Map.of(
          STOCK_RESERVED, STOCK_RELEASED,
          COUPON_USED, COUPON_RESTORED,
          BALANCE_DEDUCTED, BALANCE_REFUNDED);

  /** The failure behind each reason to cancel; a passed deadline needs none. */
  private static final Map<String, EventKind> CAUSES =
      Map.of(
          "OUT_OF_STOCK", STOCK_RESERVATION_FAILED,
          "COUPON_INVALID", COUPON_REJECTED,
          "INSUFFICIENT_BALANCE", BALANCE_DEDUCTION_FAILED);

  /** An end is told again under a new id to a participant that asks. */
  private static final Set<EventKind> REPEATABLE = Set.of(ORDER_PAID, ORDER_CANCELLED);

  private LegalPath() {}

  /**
   * The first thing that cannot be, if there is one.
   *
   * @param asked whether a participant has asked what became of the order
   */
  static Optional<String> faultOf(List<Seen> events, boolean asked) {
    var kinds = events.stream().map(Seen::kind).toList();
    return twice(kinds, repeatable(kinds, asked))
        .or(() -> missing(kinds))
        .or(() -> contradiction(kinds))
        .or(() -> notUndone(kinds))
        .or(() -> withoutCause(events, kinds))
        .or(() -> undoneFirst(kinds));
  }

  /**
   * Whoever deducts for an order that was cancelled long ago may have missed the cancel, and is
   * told again, each time that the deduction is delivered.
   */
  private static Set<EventKind> repeatable(List<EventKind> kinds, boolean asked) {
    if (asked) {
      return REPEATABLE;
    }
    return kinds.contains(BALANCE_DEDUCTED) ? Set.of(ORDER_CANCELLED) : Set.of();
  }

  private static Optional<String> twice(List<EventKind> kinds, Set<EventKind> repeatable) {
    return kinds.stream()
        .filter(kind -> !repeatable.contains(kind))
        .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() > 1)
        .map(entry -> "%d times %s".formatted(entry.getValue(), entry.getKey()))
        .findFirst();
  }

  private static Optional<String> missing(List<EventKind> kinds) {
    return kinds.stream()
        .flatMap(
            kind ->
                NEEDS.getOrDefault(kind, List.of()).stream()
                    .filter(needed -> !kinds.contains(needed))
                    .map(needed -> kind + " without " + needed))
        .findFirst();
  }

  private static Optional<String> contradiction(List<EventKind> kinds) {
    return EXCLUDE_EACH_OTHER.stream()
        .filter(kinds::containsAll)
        .map(both -> both + " together")
        .findFirst();
  }

  private static Optional<String> notUndone(List<EventKind> kinds) {
    if (!kinds.contains(ORDER_CANCELLED)) {
      return Optional.empty();
    }
    return kinds.stream()
        .filter(kind -> UNDONE_BY.containsKey(kind) && !kinds.contains(UNDONE_BY.get(kind)))
        .map(kind -> "cancelled, and %s never undone".formatted(kind))
        .findFirst();
  }

  private static Optional<String> withoutCause(List<Seen> events, List<EventKind> kinds) {
    return events.stream()
        .filter(event -> event.kind() == ORDER_CANCELLED && event.reason() != null)
        .map(event -> String.valueOf(event.reason()))
        .filter(reason -> CAUSES.containsKey(reason) && !kinds.contains(CAUSES.get(reason)))
        .map(reason -> "cancelled for %s without %s".formatted(reason, CAUSES.get(reason)))
        .findFirst();
  }

  private static Optional<String> undoneFirst(List<EventKind> kinds) {
    return UNDONE_BY.entrySet().stream()
        .filter(pair -> kinds.contains(pair.getValue()))
        .filter(pair -> kinds.indexOf(pair.getValue()) < kinds.indexOf(pair.getKey()))
        .map(pair -> pair.getValue() + " before " + pair.getKey())
        .findFirst();
  }
}
