package io.jumun.dataplatform;

import static io.jumun.dataplatform.OrderRecords.anOrderId;
import static io.jumun.dataplatform.OrderRecords.paid;
import static io.jumun.dataplatform.OrderRecords.publishPaid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.jumun.contracts.Topics;
import io.jumun.dataplatform.RecordingDataPlatform.Behaviour;
import io.jumun.dataplatform.RecordingDataPlatform.Request;
import io.jumun.outbox.EventJson;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.transaction.support.TransactionTemplate;

class DeliveryTest extends DataplatformConsumerTest {

  @Autowired private MeterRegistry meters;
  @Autowired private JdbcTemplate template;
  @Autowired private TransactionTemplate transaction;
  @Autowired private DeliveryInbox inbox;

  @Value("${jumun.dataplatform.concurrency}")
  private int concurrency;

  @Test
  void deliversWhenThePlatformRecoversFromErrors() {
    long orderId = anOrderId();
    // Three requests make an attempt, so this takes two.
    platform.forOrder(
        orderId,
        Behaviour.fail(500),
        Behaviour.fail(502),
        Behaviour.fail(500),
        Behaviour.fail(503));
    double retried = meters.counter("jumun.deliveries.retried").count();
    var eventId = publishPaid(orderId);
    awaitStatus(orderId, DeliveryStatus.DELIVERED);

    assertThat(platform.requestsFor(orderId))
        .hasSize(5)
        .allSatisfy(request -> assertThat(request.key()).isEqualTo(eventId.toString()));
    assertThat(platform.copiesOf(orderId)).isEqualTo(1);
    assertThat(column(orderId, "attempts", Integer.class)).isEqualTo(2);
    assertThat(column(orderId, "last_error", String.class)).isEqualTo("The platform answered 500");
    assertThat(meters.counter("jumun.deliveries.retried").count()).isGreaterThan(retried);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 408, 425, 429, 500, 503, 504})
  void triesAgainAfterWhatMayPass(int status) {
    long orderId = anOrderId();
    platform.forOrder(orderId, Behaviour.fail(status));
    publishPaid(orderId);
    awaitStatus(orderId, DeliveryStatus.DELIVERED);

    assertThat(platform.requestsFor(orderId)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 413, 422})
  void parksWhatThePlatformWillNeverTake(int status) {
    long orderId = anOrderId();
    platform.forOrder(orderId, Behaviour.fail(status));
    publishPaid(orderId);
    awaitStatus(orderId, DeliveryStatus.PARKED);

    assertThat(platform.requestsFor(orderId)).hasSize(1);
  }

  @Test
  void putsAParkedOrderOnTheDeadLetterTopicWithItsReason() {
    long orderId = anOrderId();
    platform.forOrder(orderId, Behaviour.fail(400).saying("no\nsuch user"));
    var eventId = publishPaid(orderId);
    awaitStatus(orderId, DeliveryStatus.PARKED);

    var reason = "The platform answered 400: no such user";
    assertThat(column(orderId, "last_error", String.class)).isEqualTo(reason);
    assertThat(DeadLetterTopic.await(Long.toString(orderId), 1))
        .singleElement()
        .satisfies(
            dead -> {
              assertThat(new String(dead.value(), StandardCharsets.UTF_8))
                  .isEqualTo(EventJson.write(paid(orderId)));
              assertThat(DeadLetterTopic.header(dead, "ce_id")).isEqualTo(eventId.toString());
              assertThat(DeadLetterTopic.header(dead, "ce_type"))
                  .isEqualTo("io.jumun.OrderPaid.v1");
              assertThat(DeadLetterTopic.header(dead, "ce_source")).isEqualTo("/order-service");
              assertThat(DeadLetterTopic.header(dead, "content-type"))
                  .isEqualTo("application/json");
              assertThat(DeadLetterTopic.header(dead, "traceparent"))
                  .isEqualTo(OrderRecords.TRACEPARENT);
              assertThat(DeadLetterTopic.header(dead, KafkaHeaders.DLT_ORIGINAL_TOPIC))
                  .isEqualTo(Topics.ORDER_EVENTS);
              assertThat(DeadLetterTopic.header(dead, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP))
                  .isEqualTo("dataplatform-consumer");
              assertThat(DeadLetterTopic.header(dead, KafkaHeaders.DLT_EXCEPTION_MESSAGE))
                  .isEqualTo(reason);
            });
  }

  @Test
  void takesAConflictForADelivery() {
    long orderId = anOrderId();
    platform.forOrder(orderId, Behaviour.fail(409));
    publishPaid(orderId);
    awaitStatus(orderId, DeliveryStatus.DELIVERED);

    assertThat(platform.requestsFor(orderId)).hasSize(1);
  }

  @Test
  void repeatsARequestWhoseAnswerCameTooLateUnderTheSameKey() {
    long orderId = anOrderId();
    platform.forOrder(orderId, Behaviour.take().answeringAfter(AFTER_THE_DEADLINE));
    var eventId = publishPaid(orderId);
    awaitStatus(orderId, DeliveryStatus.DELIVERED);

    assertThat(platform.requestsFor(orderId))
        .extracting(Request::key)
        .containsExactly(eventId.toString(), eventId.toString());
    assertThat(platform.copiesOf(orderId)).isEqualTo(1);
  }

  @Test
  void waitsAsLongAsThePlatformAsksFor() {
    long orderId = anOrderId();
    platform.forOrder(orderId, Behaviour.fail(429).with("Retry-After", "3600"));
    publishPaid(orderId);
    await().until(() -> count("order_id = %d and attempts = 1".formatted(orderId)) == 1);

    assertThat(count("next_attempt_at > now() + interval '50 min' and order_id = " + orderId))
        .isEqualTo(1);
    assertThat(platform.requestsFor(orderId)).hasSize(1);
    makeDue(orderId);
    awaitStatus(orderId, DeliveryStatus.DELIVERED);
  }

  @Test
  void parksWhatHasFailedForTooLong() {
    long orderId = anOrderId();
    platform.forOrder(orderId, Behaviour.fail(429).with("Retry-After", "3600"));
    publishPaid(orderId);
    await().until(() -> count("order_id = %d and attempts = 1".formatted(orderId)) == 1);

    platform.forOrder(orderId, Behaviour.fail(500), Behaviour.fail(500), Behaviour.fail(500));
    template.update(
        "update deliveries set pending_since = now() - interval '25 h' where order_id = ?",
        orderId);
    makeDue(orderId);
    awaitStatus(orderId, DeliveryStatus.PARKED);

    assertThat(column(orderId, "last_error", String.class))
        .isEqualTo("Given up after PT24H: The platform answered 500");
    assertThat(DeadLetterTopic.await(Long.toString(orderId), 1)).hasSize(1);
  }

  @Test
  void keepsStoringWhileThePlatformIsDeadAndDeliversAllOfItLater() {
    platform.forAll(Behaviour.fail(500));
    var first = publishPaidOrders(40);
    await().until(() -> breaker().getState() == CircuitBreaker.State.OPEN);
    var later = publishPaidOrders(200);
    await().until(() -> stored(later) == 200);

    var all = Stream.concat(first.stream(), later.stream()).toList();
    assertThat(count("status = 'DELIVERED' and " + among(all))).isZero();

    platform.forAll(Behaviour.take());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> count("status = 'DELIVERED' and " + among(all)) == 240);
    assertThat(all).allSatisfy(id -> assertThat(platform.copiesOf(id)).isEqualTo(1));
    assertThat(breaker().getState()).isNotEqualTo(CircuitBreaker.State.OPEN);
  }

  @Test
  void countsNoAttemptWhileTheCircuitIsOpen() {
    breaker().transitionToForcedOpenState();
    long orderId = anOrderId();
    publishPaid(orderId);
    await().until(() -> stored(List.of(orderId)) == 1);
    int requests = platform.requestCount();
    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(5))
        .until(() -> column(orderId, "attempts", Integer.class) == 0);

    assertThat(platform.requestCount()).isEqualTo(requests);
    assertThat(column(orderId, "status", String.class)).isEqualTo("PENDING");
    breaker().reset();
    awaitStatus(orderId, DeliveryStatus.DELIVERED);
    assertThat(column(orderId, "attempts", Integer.class)).isEqualTo(1);
  }

  @Test
  void stalledRequestsDoNotHoldUpTheListener() {
    platform.forAll(Behaviour.take().answeringAfter(AFTER_THE_DEADLINE));
    var orderIds = publishPaidOrders(300);
    await().atMost(Duration.ofSeconds(10)).until(() -> stored(orderIds) == 300);
    assertThat(count("status = 'PENDING' and " + among(orderIds))).isPositive();

    platform.forAll(Behaviour.take());
    orderIds.forEach(orderId -> awaitStatus(orderId, DeliveryStatus.DELIVERED));
    assertThat(orderIds).allSatisfy(id -> assertThat(platform.copiesOf(id)).isEqualTo(1));
  }

  @Test
  void takesOverWhatACrashedWorkerHadClaimed() {
    long orderId = anOrderId();
    insertLeased(orderId, "now() + interval '1 h'");
    long other = anOrderId();
    publishPaid(other);
    awaitStatus(other, DeliveryStatus.DELIVERED);
    assertThat(platform.requestsFor(orderId)).isEmpty();

    template.update(
        "update deliveries set leased_until = now() - interval '1 s' where order_id = ?", orderId);
    awaitStatus(orderId, DeliveryStatus.DELIVERED);
    assertThat(column(orderId, "attempts", Integer.class)).isEqualTo(1);
  }

  @Test
  void offersNothingThatIsRolledBackAndKeepsNoPlaceForIt() {
    var undone = Stream.generate(OrderRecords::anOrderId).limit(10L * concurrency).toList();
    for (var orderId : undone) {
      transaction.executeWithoutResult(
          status -> {
            inbox.store(List.of(paidOrder(orderId)));
            status.setRollbackOnly();
          });
    }
    var orderIds = publishPaidOrders(2 * concurrency);
    orderIds.forEach(orderId -> awaitStatus(orderId, DeliveryStatus.DELIVERED));

    assertThat(undone).allSatisfy(id -> assertThat(platform.requestsFor(id)).isEmpty());
  }

  @Test
  void neverOffersAnOrderTwiceAtTheSameTime() {
    platform.forAll(Behaviour.take().answeringAfter(Duration.ofMillis(30)));
    var orderIds = publishPaidOrders(200);
    orderIds.forEach(orderId -> awaitStatus(orderId, DeliveryStatus.DELIVERED));

    assertThat(platform.overlaps()).doesNotContainAnyElementsOf(orderIds);
    assertThat(orderIds).allSatisfy(id -> assertThat(platform.requestsFor(id)).hasSize(1));
  }

  @Test
  void outlivesTheLossOfItsDatabaseConnections() throws Exception {
    platform.forAll(Behaviour.take().answeringAfter(Duration.ofMillis(100)));
    var orderIds = publishPaidOrders(200);
    await().until(() -> count("status = 'DELIVERED' and " + among(orderIds)) > 20);
    cutDatabaseConnections();
    orderIds.forEach(orderId -> awaitStatus(orderId, DeliveryStatus.DELIVERED));

    assertThat(orderIds).allSatisfy(id -> assertThat(platform.copiesOf(id)).isEqualTo(1));
  }

  @Test
  void countsWhatItDeliveredAndParkedAndWhatIsPending() {
    double delivered = meters.counter("jumun.deliveries.delivered").count();
    double parked = meters.counter("jumun.deliveries.parked").count();
    aParkedOrder();
    long orderId = anOrderId();
    publishPaid(orderId);
    awaitStatus(orderId, DeliveryStatus.DELIVERED);

    await().until(() -> meters.counter("jumun.deliveries.delivered").count() > delivered);
    assertThat(meters.counter("jumun.deliveries.parked").count()).isGreaterThan(parked);
    assertThat(meters.get("jumun.deliveries.pending").gauge().value())
        .isEqualTo((double) count("status = 'PENDING'"));
  }

  private static List<Long> publishPaidOrders(int count) {
    var orderIds = Stream.generate(OrderRecords::anOrderId).limit(count).toList();
    OrderRecords.sendAll(
        orderIds.stream().map(id -> OrderRecords.record(paid(id), UUID.randomUUID())).toList());
    return orderIds;
  }

  private static PaidOrder paidOrder(long orderId) {
    return new PaidOrder(
        UUID.randomUUID(),
        orderId,
        "io.jumun.OrderPaid.v1",
        EventJson.write(paid(orderId)),
        Map.of(),
        null,
        new PaidOrder.Position(0, 0));
  }

  private long stored(List<Long> orderIds) {
    return count(among(orderIds));
  }

  private static String among(List<Long> orderIds) {
    return "order_id in (%s)"
        .formatted(String.join(",", orderIds.stream().map(String::valueOf).toList()));
  }

  private void makeDue(long orderId) {
    template.update("update deliveries set next_attempt_at = now() where order_id = ?", orderId);
  }

  private void insertLeased(long orderId, String until) {
    template.update(
        """
        insert into deliveries (event_id, order_id, type, payload, headers, record_partition,
                                record_offset, lease_id, leased_until)
        values (?, ?, 'io.jumun.OrderPaid.v1', ?::json, '{}', 0, 0, gen_random_uuid(), %s)
        """
            .formatted(until),
        UUID.randomUUID(),
        orderId,
        EventJson.write(paid(orderId)));
  }
}
