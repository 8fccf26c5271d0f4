package io.jumun.benchmarks;

import static io.jumun.contracts.EventTypes.nameOf;

import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.CouponEvent.CouponUsed;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.StockEvent.StockReserved;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How long each step of paid orders took, from what their events tell: a step lasts from when the
 * event before it was sent until its own is written, in the transaction that carries the step out;
 * its relay from then until that is committed, read and sent.
 */
final class StepTimes {

  /** In this order, coupons only where there are any. */
  private static final List<Class<? extends SagaEvent>> PATH =
      List.of(
          OrderCreated.class,
          StockReserved.class,
          CouponUsed.class,
          BalanceDeducted.class,
          OrderPaid.class);

  private static final Duration HALF_A_MILLISECOND = Duration.ofNanos(500_000);

  private final Map<Long, Map<String, Published>> byOrder = new HashMap<>();

  /**
   * @param published however often each
   */
  StepTimes(Collection<Published> published) {
    published.forEach(this::add);
  }

  /** An event that was published again was the first time what the order waited for. */
  private void add(Published event) {
    byOrder
        .computeIfAbsent(event.orderId(), _ -> new HashMap<>())
        .merge(event.type(), event, (a, b) -> a.sent().isAfter(b.sent()) ? b : a);
  }

  /**
   * Medians in milliseconds, and their number, of orders that were stored in this time and paid.
   *
   * @param until exclusive
   */
  Map<String, Double> medians(Instant from, Instant until) {
    var micros = new TreeMap<String, Histogram>();
    double orders = 0;
    for (var events : byOrder.values()) {
      var created = events.get(nameOf(OrderCreated.class));
      var paid = events.get(nameOf(OrderPaid.class));
      if (created != null
          && paid != null
          && !created.written().isBefore(from)
          && created.written().isBefore(until)) {
        orders++;
        measureSteps(events, micros);
        var coupon = events.containsKey(nameOf(CouponUsed.class)) ? "with coupon" : "without";
        record(micros, "all steps, " + coupon, created.written(), paid.written());
      }
    }
    var figures = new TreeMap<String, Double>();
    figures.put("orders", orders);
    micros.forEach(
        (name, histogram) -> figures.put(name, histogram.getValueAtPercentile(50) / 1e3));
    return figures;
  }

  private static void measureSteps(Map<String, Published> events, Map<String, Histogram> micros) {
    Published before = null;
    for (var type : PATH) {
      var event = events.get(nameOf(type));
      if (event == null) {
        continue;
      }
      var name = "%d %s".formatted(PATH.indexOf(type) + 1, type.getSimpleName());
      if (before != null) {
        record(micros, name + ", step", sentAt(before), event.written());
      }
      record(micros, name + ", relay", event.written(), sentAt(event));
      before = event;
    }
  }

  /** A record's timestamp is cut off to milliseconds: in the middle of it, in the mean. */
  private static Instant sentAt(Published event) {
    return event.sent().plus(HALF_A_MILLISECOND);
  }

  private static void record(
      Map<String, Histogram> micros, String name, Instant from, Instant until) {
    micros
        .computeIfAbsent(name, _ -> new Histogram(3))
        .recordValue(Math.max(0, Duration.between(from, until).toNanos() / 1_000));
  }

  /**
   * @param type on the wire
   * @param written when its row was, by the clock of its service's database
   * @param sent when the relay gave it to Kafka's producer, in whole milliseconds
   */
  record Published(long orderId, String type, Instant written, Instant sent) {}
}
