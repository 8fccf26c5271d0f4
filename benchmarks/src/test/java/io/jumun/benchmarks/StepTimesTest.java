package io.jumun.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jumun.benchmarks.StepTimes.Published;
import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.CouponEvent.CouponUsed;
import io.jumun.contracts.EventTypes;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.StockEvent.StockReserved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StepTimesTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void tellsRelaysAndStepsOfAnOrder() {
    var figures = medians(withoutCoupon(1, 0));

    assertThat(figures)
        .hasSize(9)
        .containsEntry("orders", 1.0)
        .hasEntrySatisfying("1 OrderCreated, relay", millis(2.5))
        .hasEntrySatisfying("2 StockReserved, step", millis(3.5))
        .hasEntrySatisfying("2 StockReserved, relay", millis(1.5))
        .hasEntrySatisfying("4 BalanceDeducted, step", millis(4.5))
        .hasEntrySatisfying("4 BalanceDeducted, relay", millis(1.5))
        .hasEntrySatisfying("5 OrderPaid, step", millis(6.5))
        .hasEntrySatisfying("5 OrderPaid, relay", millis(7.5))
        .hasEntrySatisfying("all steps, without", millis(20));
  }

  @Test
  void aCouponIsAStepMore() {
    var figures =
        medians(
            List.of(
                event(1, OrderCreated.class, 0, 1),
                event(1, StockReserved.class, 3, 4),
                event(1, CouponUsed.class, 7, 8),
                event(1, BalanceDeducted.class, 10, 11),
                event(1, OrderPaid.class, 15, 16)));

    assertThat(figures)
        .hasEntrySatisfying("3 CouponUsed, step", millis(2.5))
        .hasEntrySatisfying("4 BalanceDeducted, step", millis(1.5))
        .hasEntrySatisfying("all steps, with coupon", millis(15))
        .doesNotContainKey("all steps, without");
  }

  @Test
  void whatIsPublishedAgainWasThereBefore() {
    var events = withoutCoupon(1, 0);
    events.add(event(1, BalanceDeducted.class, 500, 501));

    assertThat(medians(events)).hasEntrySatisfying("4 BalanceDeducted, step", millis(4.5));
  }

  @Test
  void onlyPaidOrdersOfTheTimeCount() {
    var events = withoutCoupon(1, 0);
    events.addAll(withoutCoupon(2, -1));
    events.addAll(withoutCoupon(3, 1_000));
    events.add(event(4, OrderCreated.class, 5, 6));
    events.add(event(4, OrderCancelled.class, 7, 8));

    assertThat(medians(events)).containsEntry("orders", 1.0);
  }

  @Test
  void isTheMedianOfTheOrders() {
    var events = new ArrayList<Published>();
    for (long order = 1; order <= 3; order++) {
      events.add(event(order, OrderCreated.class, 0, 1));
      events.add(event(order, OrderPaid.class, order * 10, 100));
    }

    assertThat(medians(events))
        .containsEntry("orders", 3.0)
        .hasEntrySatisfying("all steps, without", millis(20));
  }

  private static Map<String, Double> medians(Collection<Published> events) {
    return new StepTimes(events).medians(BEGIN, BEGIN.plusSeconds(1));
  }

  /** In milliseconds. */
  private static List<Published> withoutCoupon(long order, long start) {
    return new ArrayList<>(
        List.of(
            event(order, OrderCreated.class, start, start + 2),
            event(order, StockReserved.class, start + 6, start + 7),
            event(order, BalanceDeducted.class, start + 12, start + 13),
            event(order, OrderPaid.class, start + 20, start + 27)));
  }

  private static Published event(
      long order, Class<? extends SagaEvent> type, long written, long sent) {
    return new Published(
        order,
        EventTypes.nameOf(type),
        BEGIN.plus(Duration.ofMillis(written)),
        BEGIN.plus(Duration.ofMillis(sent)));
  }

  private static Consumer<Double> millis(double expected) {
    return actual -> assertThat(actual).isCloseTo(expected, within(0.02));
  }
}
