package io.jumun.product.saga;

import static io.jumun.product.saga.OrderRecords.NOW;
import static io.jumun.product.saga.OrderRecords.USER;
import static io.jumun.product.saga.OrderRecords.cancelled;
import static io.jumun.product.saga.OrderRecords.created;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import io.jumun.contracts.StockEvent;
import io.jumun.contracts.StockEvent.StockReleased;
import io.jumun.contracts.StockEvent.StockReservationFailed;
import io.jumun.contracts.StockEvent.StockReservationFailed.Reason;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.product.ProductServiceTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The reactions of the service, through the broker. */
class StockSagaTest extends ProductServiceTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final OrderEventsTopic topic = new OrderEventsTopic();

  private final long orderId = newOrderId();

  @AfterAll
  static void disconnect() {
    topic.close();
  }

  @Test
  void reservesAllLinesAndTellsTheirPrices() {
    var rice = newProduct(500, 10);
    var tea = newProduct(300, 4);
    var lines = List.of(new OrderLine(tea, 1), new OrderLine(rice, 2));

    happened(new OrderCreated(orderId, USER, lines, 5L, NOW));

    assertThat(stateOf(orderId)).contains("RESERVED");
    assertThat(stockOf(rice)).isEqualTo(8);
    assertThat(stockOf(tea)).isEqualTo(3);
    var priced = List.of(new PricedLine(rice, 2, 500), new PricedLine(tea, 1, 300));
    assertThat(toldAbout(orderId))
        .containsExactly(new StockReserved(orderId, USER, 5L, priced, 1_300));
    assertThat(linesOf(orderId))
        .hasToString(
            "[ReservedLine[productId=%d, quantity=2, unitPrice=500], ReservedLine[productId=%d, quantity=1, unitPrice=300]]"
                .formatted(rice, tea));
  }

  @Test
  void reservesNothingWhenOneLineIsShort() {
    var rice = newProduct(500, 10);
    var tea = newProduct(300, 4);

    happened(created(orderId, new OrderLine(rice, 10), new OrderLine(tea, 5)));

    assertThat(stateOf(orderId)).contains("REJECTED");
    assertThat(stockOf(rice)).isEqualTo(10);
    assertThat(stockOf(tea)).isEqualTo(4);
    assertThat(linesOf(orderId)).isEmpty();
    assertThat(toldAbout(orderId)).containsExactly(failed(Reason.OUT_OF_STOCK, tea));
  }

  @Test
  void reservesNothingWhenAProductIsUnknown() {
    var rice = newProduct(500, 10);

    happened(created(orderId, new OrderLine(Long.MAX_VALUE, 1), new OrderLine(rice, 1)));

    assertThat(stateOf(orderId)).contains("REJECTED");
    assertThat(stockOf(rice)).isEqualTo(10);
    assertThat(toldAbout(orderId)).containsExactly(failed(Reason.UNKNOWN_PRODUCT, Long.MAX_VALUE));
  }

  @Test
  void ignoresDuplicatesOfAnOrder() {
    var rice = newProduct(500, 10);
    var order = created(orderId, new OrderLine(rice, 2));

    happened(order, order);
    happened(order);

    assertThat(stockOf(rice)).isEqualTo(8);
    assertThat(toldAbout(orderId)).containsExactly(reserved(rice, 2));
  }

  @Test
  void neverDecidesARejectedOrderAnew() {
    var rice = newProduct(500, 1);
    var order = created(orderId, new OrderLine(rice, 2));
    happened(order);
    catalog.restock(rice, 10);

    happened(order);

    assertThat(stateOf(orderId)).contains("REJECTED");
    assertThat(stockOf(rice)).isEqualTo(11);
    assertThat(toldAbout(orderId)).containsExactly(failed(Reason.OUT_OF_STOCK, rice));
  }

  @Test
  void releasesOnlyWhatItReservedAndOnlyOnce() {
    var rice = newProduct(500, 10);
    var tea = newProduct(300, 4);
    happened(created(orderId, new OrderLine(tea, 4), new OrderLine(rice, 2)));

    happened(cancelled(orderId), cancelled(orderId));
    happened(cancelled(orderId));

    assertThat(stateOf(orderId)).contains("RELEASED");
    assertThat(stockOf(rice)).isEqualTo(10);
    assertThat(stockOf(tea)).isEqualTo(4);
    assertThat(linesOf(orderId)).hasSize(2);
    assertThat(toldAbout(orderId)).hasSize(2);
    assertThat(toldAbout(orderId))
        .element(1)
        .isEqualTo(
            new StockReleased(orderId, List.of(new OrderLine(rice, 2), new OrderLine(tea, 4))));
  }

  @Test
  void refusesAnOrderThatWasCancelledBefore() {
    var rice = newProduct(500, 10);

    happened(cancelled(orderId));
    happened(created(orderId, new OrderLine(rice, 2)), cancelled(orderId));

    assertThat(stateOf(orderId)).contains("FENCED");
    assertThat(stockOf(rice)).isEqualTo(10);
    assertThat(toldAbout(orderId)).isEmpty();
  }

  @Test
  void refusesAnOrderThatWasReleasedBefore() {
    var rice = newProduct(500, 10);
    var order = created(orderId, new OrderLine(rice, 2));

    happened(order, cancelled(orderId), order);
    happened(order);

    assertThat(stateOf(orderId)).contains("RELEASED");
    assertThat(stockOf(rice)).isEqualTo(10);
    assertThat(toldAbout(orderId))
        .containsExactly(
            reserved(rice, 2), new StockReleased(orderId, List.of(new OrderLine(rice, 2))));
  }

  @Test
  void releasesNothingForARejectedOrder() {
    var rice = newProduct(500, 1);

    happened(created(orderId, new OrderLine(rice, 2)), cancelled(orderId));
    happened(cancelled(orderId));

    assertThat(stateOf(orderId)).contains("REJECTED");
    assertThat(stockOf(rice)).isEqualTo(1);
    assertThat(toldAbout(orderId)).containsExactly(failed(Reason.OUT_OF_STOCK, rice));
  }

  @Test
  void leavesAPaidOrderAlone() {
    var rice = newProduct(500, 10);
    var lines = List.of(new PricedLine(rice, 2, 500));

    happened(
        created(orderId, new OrderLine(rice, 2)),
        new OrderPaid(orderId, USER, lines, 1_000, 0, 1_000, null, NOW, NOW));

    assertThat(stateOf(orderId)).contains("RESERVED");
    assertThat(stockOf(rice)).isEqualTo(8);
    assertThat(toldAbout(orderId)).containsExactly(reserved(rice, 2));
  }

  @Test
  void setsAsideWhatItCannotReadAndGoesOn() {
    var rice = newProduct(500, 10);
    var unreadable = Long.toString(newOrderId());
    var noLines = Long.toString(newOrderId());
    topic.send(unreadable, "io.jumun.OrderCreated.v1", "{".getBytes(UTF_8));
    topic.send(
        noLines,
        "io.jumun.OrderCreated.v1",
        "{\"orderId\":%s,\"userId\":1,\"lines\":[],\"createdAt\":\"2026-11-22T10:00:00Z\"}"
            .formatted(noLines)
            .getBytes(UTF_8));

    happened(created(orderId, new OrderLine(rice, 2)));

    assertThat(toldAbout(orderId)).containsExactly(reserved(rice, 2));
    awaitDead(unreadable, noLines);
  }

  @Test
  void setsAsideAnOrderWhoseTotalDoesNotFitAndKeepsItsNeighbours() {
    var gold = newProduct(1_000_000_000_000L, 1_000_000_000);
    var poison = newOrderId();
    var next = newOrderId();

    happened(
        created(orderId, new OrderLine(gold, 2)),
        created(poison, new OrderLine(gold, 100_000_000)),
        created(next, new OrderLine(gold, 3)));

    assertThat(stateOf(orderId)).contains("RESERVED");
    assertThat(stateOf(poison)).isEmpty();
    assertThat(toldAbout(poison)).isEmpty();
    assertThat(stateOf(next)).contains("RESERVED");
    assertThat(stockOf(gold)).isEqualTo(1_000_000_000 - 5);
    awaitDead(Long.toString(poison));
  }

  @Test
  void ignoresWhatOnlyANewerProducerKnows() {
    var rice = newProduct(500, 10);
    var order = OrderRecords.json(created(orderId, new OrderLine(rice, 2)));
    var extended = new String(order, UTF_8).replaceFirst("\\{", "{\"giftWrap\":true,");
    var unknown = Long.toString(newOrderId());
    topic.send(unknown, "io.jumun.OrderGiftWrapped.v1", "{}".getBytes(UTF_8));
    topic.send(Long.toString(orderId), "io.jumun.OrderCreated.v1", extended.getBytes(UTF_8));

    happened();

    assertThat(toldAbout(orderId)).containsExactly(reserved(rice, 2));
    assertThat(topic.deadKeys()).doesNotContain(unknown);
  }

  /** Sends events and waits until the service has handled all that was sent so far. */
  private void happened(OrderEvent... events) {
    Arrays.stream(events).forEach(topic::send);
    var marker = newOrderId();
    topic.send(cancelled(marker));
    await().atMost(SOON).until(() -> stateOf(marker).isPresent());
  }

  private static void awaitDead(String... keys) {
    await().atMost(SOON).until(() -> topic.deadKeys().containsAll(List.of(keys)));
  }

  private StockEvent reserved(long productId, long quantity) {
    return new StockReserved(
        orderId, USER, null, List.of(new PricedLine(productId, quantity, 500)), quantity * 500);
  }

  private StockEvent failed(Reason reason, long productId) {
    return new StockReservationFailed(orderId, reason, productId);
  }
}
