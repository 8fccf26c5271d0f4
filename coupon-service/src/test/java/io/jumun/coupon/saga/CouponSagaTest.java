package io.jumun.coupon.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.CouponEvent;
import io.jumun.contracts.CouponEvent.CouponRejected;
import io.jumun.contracts.CouponEvent.CouponRejected.Reason;
import io.jumun.contracts.CouponEvent.CouponRestored;
import io.jumun.contracts.CouponEvent.CouponUsed;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.StockEvent.StockReleased;
import io.jumun.contracts.StockEvent.StockReservationFailed;
import io.jumun.contracts.Topics;
import io.jumun.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CouponSagaTest extends SagaTest {

  private final long user = newId();
  private final long order = newId();

  @Test
  void usesTheUsersCouponAndTellsTheAmounts() {
    long couponId = tenPercent();
    long userCouponId = issue(couponId, user);

    deliver(reserved(order, user, couponId));
    untilHandled();

    assertThat(publishedFor(order))
        .containsExactly(
            new CouponUsed(order, user, couponId, userCouponId, LINES, TOTAL, 2_000, 18_000));
    assertThat(stepOf(order)).containsExactly("USED");
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from user_coupons join coupon_steps using (user_coupon_id, order_id)
                    where user_coupon_id = ? and order_id = ? and status = 'USED'
                      and used_at is not null and discount_amount = 2000
                      and coupon_steps.coupon_id = ?
                    """)
                .params(userCouponId, order, couponId)
                .query(Long.class)
                .single())
        .isEqualTo(1);
    var item = get("/users/%d/coupons".formatted(user)).data().path("items").path(0);
    assertThat(item.path("status").asString()).isEqualTo("USED");
    assertThat(item.path("order_id").asLong()).isEqualTo(order);
    assertThat(item.has("used_at")).isTrue();
  }

  @Test
  void ignoresAnOrderWithoutACoupon() {
    deliver(reserved(order, user, null));
    untilHandled();

    assertNothingHappened(order);
  }

  @Test
  void ignoresWhatIsNotItsConcern() {
    var now = Instant.parse("2026-11-22T12:00:00Z");
    var lines = List.of(new OrderLine(1, 1));
    deliver(
        new OrderCreated(order, user, lines, null, now),
        new OrderPaid(order, user, LINES, TOTAL, 0, TOTAL, null, now, now),
        new StockReservationFailed(order, StockReservationFailed.Reason.OUT_OF_STOCK, 1),
        new StockReleased(order, lines));
    untilHandled();

    assertNothingHappened(order);
  }

  @Test
  void rejectsWhatWasNotIssuedToTheUser() {
    long couponId = tenPercent();
    long other = newId();
    long others = issue(couponId, other);
    long second = newId();

    deliver(reserved(order, user, couponId), reserved(second, user, UNKNOWN_CAMPAIGN));
    untilHandled();

    assertThat(publishedFor(order)).containsExactly(rejected(couponId, Reason.NOT_ISSUED_TO_USER));
    assertThat(publishedFor(second))
        .containsExactly(new CouponRejected(second, UNKNOWN_CAMPAIGN, Reason.NOT_ISSUED_TO_USER));
    assertThat(stepOf(order)).containsExactly("REJECTED");
    assertThat(statusOf(others)).isEqualTo("ISSUED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'validFrom':'2100-01-01T00:00:00Z' | NOT_YET_VALID",
        "'minOrderAmount':20001             | BELOW_MINIMUM_ORDER",
      })
  void rejectsWhatTheTermsRefuse(String term, Reason reason) {
    long couponId = campaign("'discountType':'AMOUNT','discountValue':1,'totalQuantity':1," + term);
    long userCouponId = issue(couponId, user);

    deliver(reserved(order, user, couponId));
    untilHandled();

    assertThat(publishedFor(order)).containsExactly(rejected(couponId, reason));
    assertThat(statusOf(userCouponId)).isEqualTo("ISSUED");
  }

  @Test
  void rejectsAnExpiredCoupon() {
    long couponId = tenPercent();
    long userCouponId = issue(couponId, user);
    jdbc.sql("update coupons set valid_until = now() - interval '1 second' where coupon_id = ?")
        .param(couponId)
        .update();

    deliver(reserved(order, user, couponId));
    untilHandled();

    assertThat(publishedFor(order)).containsExactly(rejected(couponId, Reason.EXPIRED));
    assertThat(statusOf(userCouponId)).isEqualTo("ISSUED");
  }

  @Test
  void takesOffNoMoreThanTheTotal() {
    long couponId =
        campaign("'discountType':'AMOUNT','discountValue':1000000000000,'totalQuantity':1");
    long userCouponId = issue(couponId, user);

    deliver(reserved(order, user, couponId));
    untilHandled();

    assertThat(publishedFor(order))
        .containsExactly(
            new CouponUsed(order, user, couponId, userCouponId, LINES, TOTAL, TOTAL, 0));
  }

  @Test
  void aDuplicateHasNoEffectAndPublishesNothing() {
    long couponId = tenPercent();
    issue(couponId, user);
    var step = reserved(order, user, couponId);

    deliver(step, step);
    untilHandled();
    deliver(step);
    untilHandled();

    assertThat(publishedFor(order)).hasSize(1);
    assertThat(stepOf(order)).containsExactly("USED");
  }

  @Test
  void aRejectedOrderIsNeverDecidedAnew() {
    long couponId = tenPercent();
    deliver(reserved(order, user, couponId));
    untilHandled();

    long userCouponId = issue(couponId, user);
    deliver(reserved(order, user, couponId));
    untilHandled();

    assertThat(publishedFor(order)).containsExactly(rejected(couponId, Reason.NOT_ISSUED_TO_USER));
    assertThat(statusOf(userCouponId)).isEqualTo("ISSUED");
  }

  @Test
  void restoresExactlyOnceAndTheCouponCanBeUsedAgain() {
    long couponId = tenPercent();
    long userCouponId = issue(couponId, user);
    long next = newId();
    deliver(reserved(order, user, couponId));
    untilHandled();

    deliver(cancelled(order, user), cancelled(order, user));
    untilHandled();
    assertThat(statusOf(userCouponId)).isEqualTo("ISSUED");
    deliver(reserved(next, user, couponId));
    untilHandled();
    deliver(cancelled(order, user), reserved(order, user, couponId));
    untilHandled();

    assertThat(publishedFor(order))
        .containsExactly(
            new CouponUsed(order, user, couponId, userCouponId, LINES, TOTAL, 2_000, 18_000),
            new CouponRestored(order, couponId, userCouponId));
    assertThat(stepOf(order)).containsExactly("RESTORED");
    assertThat(publishedFor(next))
        .containsExactly(
            new CouponUsed(next, user, couponId, userCouponId, LINES, TOTAL, 2_000, 18_000));
    assertThat(
            jdbc.sql("select order_id from user_coupons where user_coupon_id = ?")
                .param(userCouponId)
                .query(Long.class)
                .single())
        .isEqualTo(next);
  }

  @Test
  void aRestoredCouponHasNoOrder() {
    long couponId = tenPercent();
    long userCouponId = issue(couponId, user);
    deliver(reserved(order, user, couponId));
    untilHandled();

    deliver(cancelled(order, user));
    untilHandled();

    assertThat(
            jdbc.sql(
                    """
                    select count(*) from user_coupons where user_coupon_id = ?
                      and status = 'ISSUED' and order_id is null and used_at is null
                    """)
                .param(userCouponId)
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void aCancelBeforeItsStepFencesTheStep() {
    long couponId = tenPercent();
    long userCouponId = issue(couponId, user);

    deliver(cancelled(order, user));
    untilHandled();
    deliver(reserved(order, user, couponId), cancelled(order, user));
    untilHandled();

    assertThat(stepOf(order)).containsExactly("FENCED");
    assertThat(publishedFor(order)).isEmpty();
    assertThat(statusOf(userCouponId)).isEqualTo("ISSUED");
  }

  @Test
  void aCancelAfterARejectionHasNoEffect() {
    long couponId = tenPercent();
    deliver(reserved(order, user, couponId));
    untilHandled();

    deliver(cancelled(order, user));
    untilHandled();

    assertThat(publishedFor(order)).containsExactly(rejected(couponId, Reason.NOT_ISSUED_TO_USER));
    assertThat(stepOf(order)).containsExactly("REJECTED");
  }

  @Test
  void oneCouponIsUsedByOneOfFiftyOrdersAtOnce() {
    long couponId = tenPercent();
    long userCouponId = issue(couponId, user);
    var orders = LongStream.range(0, 50).map(_ -> newId()).boxed().toList();

    orders.forEach(one -> deliver(reserved(one, user, couponId)));
    untilHandled();

    var outcomes = new ArrayList<CouponEvent>();
    orders.forEach(one -> outcomes.addAll(publishedFor(one)));
    assertThat(outcomes).hasSize(50).filteredOn(CouponUsed.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(CouponRejected.class::isInstance)
        .allSatisfy(
            event -> assertThat(((CouponRejected) event).reason()).isEqualTo(Reason.ALREADY_USED));
    assertThat(statusOf(userCouponId)).isEqualTo("USED");
  }

  @Test
  void setsAPoisonRecordAsideAndGoesOn() {
    long couponId = tenPercent();
    issue(couponId, user);
    long before = newId();
    var poison = "poison-" + UUID.randomUUID();

    deliver(reserved(before, newId(), couponId));
    deliver(raw(Topics.STOCK_EVENTS, "io.jumun.StockReserved.v1", "1", poison));
    deliver(reserved(order, user, couponId));
    untilHandled();

    assertThat(stepOf(before)).containsExactly("REJECTED");
    assertThat(stepOf(order)).containsExactly("USED");
    assertThat(valuesOn("stock.events-dlt", poison)).containsExactly(poison);
  }

  @Test
  void setsARecordThatBreaksARuleAsideAndGoesOn() {
    long couponId = tenPercent();
    issue(couponId, user);
    long broken = newId();

    deliver(reserved(broken, newId(), -1L), reserved(order, user, couponId));
    untilHandled();

    assertThat(stepOf(broken)).isEmpty();
    assertThat(publishedFor(broken)).isEmpty();
    assertThat(publishedFor(order)).hasSize(1);
    assertThat(valuesOn("stock.events-dlt", "\"orderId\":" + broken + ",")).hasSize(1);
  }

  @Test
  void ignoresAnEventTypeAndAFieldOfANewerProducer() {
    long couponId = tenPercent();
    issue(couponId, user);

    deliver(raw(Topics.STOCK_EVENTS, "io.jumun.StockCounted.v1", "1", "{\"orderId\":1}"));
    var step = record(reserved(order, user, couponId));
    deliver(
        raw(
            Topics.STOCK_EVENTS,
            "io.jumun.StockReserved.v1",
            Long.toString(order),
            new String(step.value(), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"warehouse\":{\"id\":7},")));
    untilHandled();

    assertThat(stepOf(order)).containsExactly("USED");
  }

  private CouponRejected rejected(long couponId, Reason reason) {
    return new CouponRejected(order, couponId, reason);
  }

  private void assertNothingHappened(long orderId) {
    assertThat(stepOf(orderId)).isEmpty();
    assertThat(publishedFor(orderId)).isEmpty();
  }

  private static ConsumerRecord<String, byte[]> raw(
      String topic, String type, String key, String value) {
    var record = new ConsumerRecord<>(topic, 0, 0, key, value.getBytes(StandardCharsets.UTF_8));
    record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  /** Those values of a topic that contain a text; waits for the first. */
  private static List<String> valuesOn(String topic, String text) {
    var values = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                TestInfrastructure.kafkaBootstrapServers(),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      eventually()
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
                return values.stream().anyMatch(value -> value.contains(text));
              });
    }
    return values.stream().filter(value -> value.contains(text)).toList();
  }
}
