package io.jumun.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.StockEvent;
import io.jumun.contracts.StockEvent.StockReleased;
import io.jumun.contracts.StockEvent.StockReservationFailed;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.product.StockReservation.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sequence of up to five deliveries of one order, in every division into batches. */
class DeliveryTest {

  private static final int LONGEST = 5;
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final OrderCreated CREATED =
      new OrderCreated(100, 7, List.of(new OrderLine(1, 2)), null, NOW);
  private static final OrderCancelled CANCELLED = new OrderCancelled(100, 7, null, NOW);

  private final List<StockReservation> stored = new ArrayList<>();
  private final List<StockEvent> told = new ArrayList<>();

  @ParameterizedTest
  @MethodSource("deliveries")
  void endsAsTheFirstDeliveriesDecideWhenThereIsEnough(List<List<OrderEvent>> batches) {
    var product = new Product(1L, "rice", 500, 10, NOW);
    batches.forEach(batch -> handle(batch, product));

    var events = batches.stream().flatMap(List::stream).toList();
    var createdFirst = events.getFirst() instanceof OrderCreated;
    var cancelled = events.contains(CANCELLED);
    var state = createdFirst ? (cancelled ? State.RELEASED : State.RESERVED) : State.FENCED;
    assertThat(stored).extracting(StockReservation::state).containsExactly(state);
    assertThat(product.stock()).isEqualTo(state == State.RESERVED ? 8 : 10);
    assertThat(told)
        .<Class<?>>extracting(StockEvent::getClass)
        .containsExactlyElementsOf(
            switch (state) {
              case RESERVED -> List.of(StockReserved.class);
              case RELEASED -> List.of(StockReserved.class, StockReleased.class);
              case FENCED, REJECTED -> List.of();
            });
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void neverChangesTheStockWhenThereIsTooLittle(List<List<OrderEvent>> batches) {
    var product = new Product(1L, "rice", 500, 1, NOW);
    batches.forEach(batch -> handle(batch, product));

    var createdFirst = batches.getFirst().getFirst() instanceof OrderCreated;
    assertThat(stored)
        .extracting(StockReservation::state)
        .containsExactly(createdFirst ? State.REJECTED : State.FENCED);
    assertThat(product.stock()).isEqualTo(1);
    assertThat(told).hasSize(createdFirst ? 1 : 0);
    assertThat(told).allMatch(StockReservationFailed.class::isInstance);
  }

  private void handle(List<OrderEvent> batch, Product product) {
    var stockroom = new Stockroom(List.of(product), stored, NOW);
    for (var event : batch) {
      switch (event) {
        case OrderCreated e -> stockroom.reserve(e);
        case OrderCancelled e -> stockroom.release(e);
        case OrderPaid _ -> {}
      }
    }
    stored.addAll(stockroom.opened());
    told.addAll(stockroom.outcomes());
  }

  static Stream<List<List<OrderEvent>>> deliveries() {
    return IntStream.rangeClosed(1, LONGEST)
        .boxed()
        .flatMap(
            length ->
                IntStream.range(0, 1 << length)
                    .boxed()
                    .flatMap(
                        kinds ->
                            IntStream.range(0, 1 << (length - 1))
                                .mapToObj(cuts -> batches(length, kinds, cuts))));
  }

  /** The bits of {@code kinds} choose the events, those of {@code cuts} where a batch ends. */
  private static List<List<OrderEvent>> batches(int length, int kinds, int cuts) {
    var batches = new ArrayList<List<OrderEvent>>();
    var batch = new ArrayList<OrderEvent>();
    for (int i = 0; i < length; i++) {
      batch.add((kinds >> i & 1) == 0 ? CREATED : CANCELLED);
      if (i == length - 1 || (cuts >> i & 1) == 1) {
        batches.add(List.copyOf(batch));
        batch.clear();
      }
    }
    return batches;
  }
}
