package io.jumun.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import io.jumun.contracts.StockEvent.StockReleased;
import io.jumun.contracts.StockEvent.StockReservationFailed;
import io.jumun.contracts.StockEvent.StockReservationFailed.Reason;
import io.jumun.contracts.StockEvent.StockReserved;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StockroomTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final long USER = 7;

  private final Product rice = new Product(1L, "rice", 500, 10, NOW);
  private final Product tea = new Product(2L, "tea", 300, 4, NOW);
  private final Stockroom stockroom = new Stockroom(List.of(rice, tea), List.of(), NOW);

  @Test
  void takesAllLinesAndPricesThem() {
    stockroom.reserve(order(100, 5L, new OrderLine(2, 1), new OrderLine(1, 2)));

    assertThat(rice.stock()).isEqualTo(8);
    assertThat(tea.stock()).isEqualTo(3);
    var lines = List.of(new PricedLine(1, 2, 500), new PricedLine(2, 1, 300));
    assertThat(stockroom.outcomes())
        .containsExactly(new StockReserved(100, USER, 5L, lines, 1_300));
    assertThat(states()).containsExactly(StockReservation.State.RESERVED);
  }

  @Test
  void takesNothingWhenOneLineIsShort() {
    stockroom.reserve(order(100, null, new OrderLine(1, 2), new OrderLine(2, 5)));

    assertThat(rice.stock()).isEqualTo(10);
    assertThat(tea.stock()).isEqualTo(4);
    assertThat(stockroom.outcomes())
        .containsExactly(new StockReservationFailed(100, Reason.OUT_OF_STOCK, 2));
    assertThat(states()).containsExactly(StockReservation.State.REJECTED);
  }

  @Test
  void namesTheFirstFailingProductInIdOrder() {
    stockroom.reserve(order(100, null, new OrderLine(99, 1), new OrderLine(2, 5)));
    stockroom.reserve(order(101, null, new OrderLine(2, 1), new OrderLine(99, 1)));

    assertThat(stockroom.outcomes())
        .containsExactly(
            new StockReservationFailed(100, Reason.OUT_OF_STOCK, 2),
            new StockReservationFailed(101, Reason.UNKNOWN_PRODUCT, 99));
  }

  @Test
  void treatsTheSameProductTwiceAsOneLineWithTheSum() {
    stockroom.reserve(order(100, null, new OrderLine(2, 3), new OrderLine(2, 1)));
    stockroom.reserve(order(101, null, new OrderLine(1, 6), new OrderLine(1, 5)));

    assertThat(stockroom.outcomes())
        .containsExactly(
            new StockReserved(100, USER, null, List.of(new PricedLine(2, 4, 300)), 1_200),
            new StockReservationFailed(101, Reason.OUT_OF_STOCK, 1));
    assertThat(tea.stock()).isZero();
    assertThat(rice.stock()).isEqualTo(10);
  }

  @Test
  void decidesEachOrderAgainstWhatTheOnesBeforeItLeft() {
    stockroom.reserve(order(102, null, new OrderLine(2, 3)));
    stockroom.reserve(order(101, null, new OrderLine(2, 2)));
    stockroom.reserve(order(100, null, new OrderLine(2, 1)));

    assertThat(stockroom.outcomes())
        .extracting(outcome -> outcome.getClass().getSimpleName())
        .containsExactly("StockReserved", "StockReservationFailed", "StockReserved");
    assertThat(tea.stock()).isZero();
  }

  @Test
  void opensReservationsInTheOrderOfTheirIds() {
    stockroom.reserve(order(102, null, new OrderLine(2, 3)));
    stockroom.release(cancelled(100));
    stockroom.reserve(order(101, null, new OrderLine(2, 2)));

    assertThat(stockroom.opened())
        .extracting(StockReservation::orderId)
        .containsExactly(100L, 101L, 102L);
  }

  @Test
  void offersReleasedStockToTheNextOrderOfTheBatch() {
    stockroom.reserve(order(100, null, new OrderLine(2, 4)));
    stockroom.release(cancelled(100));
    stockroom.reserve(order(101, null, new OrderLine(2, 4)));

    assertThat(stockroom.outcomes())
        .element(1)
        .isEqualTo(new StockReleased(100, List.of(new OrderLine(2, 4))));
    assertThat(stockroom.outcomes()).element(2).isInstanceOf(StockReserved.class);
    assertThat(tea.stock()).isZero();
  }

  @Test
  void reservesTheVeryLastUnit() {
    stockroom.reserve(order(100, null, new OrderLine(2, 4)));

    assertThat(tea.stock()).isZero();
    assertThat(states()).containsExactly(StockReservation.State.RESERVED);
  }

  @Test
  void givesAProductOfNoPriceAway() {
    var gift = new Product(3L, "gift", 0, 1, NOW);
    var room = new Stockroom(List.of(gift), List.of(), NOW);

    room.reserve(order(100, null, new OrderLine(3, 1)));

    assertThat(room.outcomes())
        .containsExactly(new StockReserved(100, USER, null, List.of(new PricedLine(3, 1, 0)), 0));
  }

  @Test
  void refusesAmountsThatDoNotFitWithoutTakingAnything() {
    var gold = new Product(3L, "gold", 1_000_000_000_000L, 1_000_000_000_000L, NOW);
    var silver = new Product(4L, "silver", 1_000_000_000_000L, 1_000_000_000_000L, NOW);
    var room = new Stockroom(List.of(gold, silver), List.of(), NOW);

    var lineTooBig = order(100, null, new OrderLine(3, 1_000_000_000_000L));
    var totalTooBig = order(101, null, new OrderLine(3, 9_000_000), new OrderLine(4, 9_000_000));
    var sumTooBig = order(102, null, new OrderLine(3, Long.MAX_VALUE), new OrderLine(3, 1));
    for (var order : List.of(lineTooBig, totalTooBig, sumTooBig)) {
      assertThatThrownBy(() -> room.reserve(order)).isInstanceOf(ArithmeticException.class);
    }

    assertThat(gold.stock()).isEqualTo(1_000_000_000_000L);
    assertThat(silver.stock()).isEqualTo(1_000_000_000_000L);
    assertThat(room.opened()).isEmpty();
    assertThat(room.outcomes()).isEmpty();
  }

  private List<StockReservation.State> states() {
    return stockroom.opened().stream().map(StockReservation::state).toList();
  }

  private static OrderCreated order(long orderId, @Nullable Long couponId, OrderLine... lines) {
    return new OrderCreated(orderId, USER, List.of(lines), couponId, NOW);
  }

  private static OrderCancelled cancelled(long orderId) {
    return new OrderCancelled(orderId, USER, null, NOW);
  }
}
