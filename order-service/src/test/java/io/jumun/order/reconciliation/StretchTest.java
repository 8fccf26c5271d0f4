package io.jumun.order.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.SettlementEvent.OrdersSettled;
import io.jumun.order.reconciliation.Stretch.StoredOrder;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StretchTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void statesNothingWhenThereIsNothing() {
    assertThat(new Stretch(1, List.of()).statement(NOW)).isEmpty();
  }

  @Test
  void statesOnlyWhatComesBeforeTheFirstThatHasNotSettled() {
    var stretch = new Stretch(1, List.of(paid(3), cancelled(4), open(5), paid(6)));

    assertThat(stretch.statement(NOW))
        .contains(new OrdersSettled(1, 4, List.of(3L), List.of(), NOW));
  }

  @Test
  void statesNothingWhenTheFirstHasNotSettled() {
    assertThat(new Stretch(1, List.of(open(5), paid(6))).statement(NOW)).isEmpty();
  }

  @Test
  void namesThePaidThatUsedACoupon() {
    var stretch = new Stretch(7, List.of(new StoredOrder(7, true, true, true), paid(8)));

    assertThat(stretch.statement(NOW))
        .contains(new OrdersSettled(7, 8, List.of(7L, 8L), List.of(7L), NOW));
  }

  @Test
  void doesNotNameACancelledOrderThatHadACoupon() {
    var stretch = new Stretch(7, List.of(new StoredOrder(7, true, false, true)));

    assertThat(stretch.statement(NOW)).contains(new OrdersSettled(7, 7, List.of(), List.of(), NOW));
  }

  @Test
  void goesThroughAWideGapInSeveralStatements() {
    var stretch = new Stretch(1, List.of(paid(2), paid(Stretch.MAX_IDS + 1)));

    var statement = stretch.statement(NOW).orElseThrow();

    assertThat(statement)
        .isEqualTo(new OrdersSettled(1, Stretch.MAX_IDS, List.of(2L), List.of(), NOW));
    assertThat(stretch.isCutOffBy(statement)).isTrue();
  }

  @Test
  void thereMayBeMoreAfterAFullStretchOnly() {
    var full = LongStream.rangeClosed(1, Stretch.MAX_ORDERS).mapToObj(StretchTest::paid).toList();

    assertThat(cutOff(new Stretch(1, full))).isTrue();
    assertThat(cutOff(new Stretch(1, full.subList(0, 499)))).isFalse();
  }

  private static boolean cutOff(Stretch stretch) {
    return stretch.isCutOffBy(stretch.statement(NOW).orElseThrow());
  }

  private static StoredOrder paid(long id) {
    return new StoredOrder(id, true, true, false);
  }

  private static StoredOrder cancelled(long id) {
    return new StoredOrder(id, true, false, false);
  }

  private static StoredOrder open(long id) {
    return new StoredOrder(id, false, false, false);
  }
}
