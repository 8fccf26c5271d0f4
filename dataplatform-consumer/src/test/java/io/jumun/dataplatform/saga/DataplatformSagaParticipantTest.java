package io.jumun.dataplatform.saga;

import static io.jumun.dataplatform.OrderRecords.anOrderId;
import static io.jumun.dataplatform.OrderRecords.header;
import static io.jumun.dataplatform.OrderRecords.paid;
import static io.jumun.dataplatform.OrderRecords.publish;
import static io.jumun.dataplatform.OrderRecords.publishPaid;
import static io.jumun.dataplatform.OrderRecords.record;
import static io.jumun.dataplatform.OrderRecords.send;
import static io.jumun.dataplatform.OrderRecords.sendAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.EventTypes;
import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.OrderLine;
import io.jumun.dataplatform.DataplatformConsumerTest;
import io.jumun.dataplatform.DeadLetterTopic;
import io.jumun.dataplatform.DeliveryStatus;
import io.jumun.dataplatform.OrderRecords;
import io.jumun.outbox.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class DataplatformSagaParticipantTest extends DataplatformConsumerTest {

  @Test
  void deliversAPaidOrderUnderItsEventId() {
    long orderId = anOrderId();
    var eventId = publishPaid(orderId);
    awaitStatus(orderId, DeliveryStatus.DELIVERED);

    assertThat(platform.bodyUnder(eventId)).isEqualTo(EventJson.write(paid(orderId)));
    assertThat(platform.requestsFor(orderId))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.header("Content-Type")).isEqualTo("application/json");
              assertThat(request.header("traceparent")).isEqualTo(OrderRecords.TRACEPARENT);
              assertThat(request.header("ce-type")).isEqualTo("io.jumun.OrderPaid.v1");
              assertThat(request.header("ce-id")).isEqualTo(eventId.toString());
              assertThat(request.header("ce-time")).isEqualTo(OrderRecords.TIME);
            });
    assertThat(column(orderId, "attempts", Integer.class)).isEqualTo(1);
  }

  @Test
  void deliversOnceHoweverOftenTheEventArrives() {
    long orderId = anOrderId();
    var eventId = UUID.randomUUID();
    for (int i = 0; i < 5; i++) {
      publish(paid(orderId), eventId);
    }
    awaitStatus(orderId, DeliveryStatus.DELIVERED);
    publish(paid(orderId), eventId);
    awaitEverythingBeforeNow(orderId);

    assertThat(platform.requestsFor(orderId)).hasSize(1);
  }

  @Test
  void deliversAnOrderOnceEvenUnderTwoEventIds() {
    long orderId = anOrderId();
    var first = publishPaid(orderId);
    publishPaid(orderId);
    awaitEverythingBeforeNow(orderId);
    awaitStatus(orderId, DeliveryStatus.DELIVERED);

    assertThat(column(orderId, "event_id", UUID.class)).isEqualTo(first);
    assertThat(platform.copiesOf(orderId)).isEqualTo(1);
  }

  @Test
  void passesOnWhatANewerProducerAdded() {
    long orderId = anOrderId();
    var eventId = UUID.randomUUID();
    var body =
        EventJson.write(paid(orderId)).replace("{\"orderId\"", "{ \"gift\": true, \"orderId\"");
    var newer = record(Long.toString(orderId), body);
    record(paid(orderId), eventId).headers().forEach(newer.headers()::add);
    send(newer);
    awaitStatus(orderId, DeliveryStatus.DELIVERED);

    assertThat(platform.bodyUnder(eventId)).isEqualTo(body);
  }

  @Test
  void ignoresOrdersThatAreCreatedOrCancelledAndTypesItDoesNotKnow() {
    long orderId = anOrderId();
    var now = Instant.now();
    publish(
        new OrderCreated(orderId, 7, List.of(new OrderLine(10, 2)), null, now), UUID.randomUUID());
    publish(new OrderCancelled(orderId, 7, CancelReason.DEADLINE_PASSED, now), UUID.randomUUID());
    var unknown = record(paid(orderId), UUID.randomUUID());
    header(unknown, "ce_type", "io.jumun.OrderGiftWrapped.v1");
    send(unknown);
    awaitEverythingBeforeNow(orderId);

    assertThat(count("order_id = " + orderId)).isZero();
  }

  @Test
  void storesPaidOrdersAmongOtherEventsOfTheSameBatch() {
    var orderIds = Stream.generate(OrderRecords::anOrderId).limit(300).toList();
    var now = Instant.now();
    sendAll(
        orderIds.stream()
            .flatMap(
                orderId ->
                    Stream.of(
                        new OrderCreated(orderId, 7, List.of(new OrderLine(10, 2)), null, now),
                        paid(orderId)))
            .map(event -> record(event, UUID.randomUUID()))
            .toList());
    orderIds.forEach(orderId -> awaitStatus(orderId, DeliveryStatus.DELIVERED));

    assertThat(orderIds).allSatisfy(id -> assertThat(platform.requestsFor(id)).hasSize(1));
  }

  @Test
  void setsARecordWithoutAnIdAsideAndGoesOn() {
    long bad = anOrderId();
    var withoutId = record(paid(bad), UUID.randomUUID());
    withoutId.headers().remove("ce_id");
    assertSetAside(bad, withoutId);
  }

  @Test
  void setsARecordWithAnIdThatIsNoneAsideAndGoesOn() {
    long bad = anOrderId();
    var wrongId = record(paid(bad), UUID.randomUUID());
    header(wrongId, "ce_id", "seven");
    assertSetAside(bad, wrongId);
  }

  @Test
  void setsARecordUnderAnotherOrdersKeyAsideAndGoesOn() {
    long bad = anOrderId();
    var wrongKey = record(Long.toString(bad), EventJson.write(paid(anOrderId())));
    header(wrongKey, "ce_id", UUID.randomUUID().toString());
    header(wrongKey, "ce_type", EventTypes.nameOf(OrderPaid.class));
    assertSetAside(bad, wrongKey);
  }

  @Test
  void setsARecordThatIsNoEventAsideAndGoesOn() {
    long bad = anOrderId();
    var nonsense = record(Long.toString(bad), "{\"orderId\":");
    header(nonsense, "ce_id", UUID.randomUUID().toString());
    header(nonsense, "ce_type", EventTypes.nameOf(OrderPaid.class));
    assertSetAside(bad, nonsense);
  }

  private void assertSetAside(long key, ProducerRecord<String, byte[]> poison) {
    send(poison);
    var next = record(paid(key), UUID.randomUUID()); // same key, so the same partition
    send(next);
    awaitStatus(key, DeliveryStatus.DELIVERED);

    assertThat(DeadLetterTopic.await(Long.toString(key), 1))
        .singleElement()
        .satisfies(dead -> assertThat(dead.value()).isEqualTo(poison.value()));
  }

  /** An order of the same partition that is published now and delivered ends the wait. */
  private void awaitEverythingBeforeNow(long orderId) {
    var last = anOrderId();
    var record = record(paid(last), UUID.randomUUID());
    send(
        new ProducerRecord<>(
            record.topic(), partitionOf(orderId), record.key(), record.value(), record.headers()));
    awaitStatus(last, DeliveryStatus.DELIVERED);
  }

  private static int partitionOf(long orderId) {
    var key = Long.toString(orderId).getBytes(StandardCharsets.UTF_8);
    return BuiltInPartitioner.partitionForKey(key, 12);
  }
}
