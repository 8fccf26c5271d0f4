package io.jumun.simulation;

import io.jumun.contracts.SettlementEvent.OrdersSettled;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * Compares a statement with the rows of a participant, as its SQL does, but without any grace: a
 * question that comes too early has to be harmless too.
 */
public final class Held {

  private Held() {}

  /** What is held for orders of the range that are not paid. */
  public static <Q> List<Q> leftOver(
      OrdersSettled statement, LongPredicate isHeld, LongFunction<Q> question) {
    return LongStream.rangeClosed(statement.fromOrderId(), statement.toOrderId())
        .filter(isHeld)
        .filter(id -> !statement.paid().contains(id))
        .mapToObj(question)
        .toList();
  }

  /** The paid orders for which nothing is held. There must be none, and nothing could mend it. */
  public static List<Long> missing(List<Long> paid, LongPredicate isHeld) {
    var missing = paid.stream().filter(id -> !isHeld.test(id)).toList();
    Violation.unless(missing.isEmpty(), "a paid order lacks nothing", missing);
    return missing;
  }
}
