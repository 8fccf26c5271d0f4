package io.jumun.balance.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.balance.BalanceServiceTest;
import io.jumun.contracts.CouponEvent.CouponUsed;
import io.jumun.contracts.EventTypes;
import io.jumun.contracts.PricedLine;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.contracts.Topics;
import io.jumun.testing.TestInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoisonRecordTest extends BalanceServiceTest {

  private static final String STOCK_RESERVED = EventTypes.nameOf(StockReserved.class);

  private final long orderId = newId();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{}",
        "null",
        "{\"orderId\":-1,\"userId\":1,\"lines\":[],\"totalAmount\":1}",
      })
  void isSetAsideAndTheNextIsHandled(String value) {
    topics.publish(Topics.STOCK_EVENTS, orderId, STOCK_RESERVED, value);

    assertThatTheNextIsHandled();
    awaitDeadLetter(Topics.STOCK_EVENTS + "-dlt", orderId);
  }

  @Test
  void mayLackItsType() {
    publishUntyped();

    assertThatTheNextIsHandled();
    awaitDeadLetter(Topics.STOCK_EVENTS + "-dlt", orderId);
  }

  private void publishUntyped() {
    @Nullable String none = null;
    topics.publish(Topics.STOCK_EVENTS, orderId, none, "{}");
  }

  @Test
  void mayContradictItself() {
    long userId = userWith(5_000);
    long next = newId();
    var lines = List.of(new PricedLine(7, 1, 1_000));

    topics.publish(new CouponUsed(orderId, userId, 3, 33, lines, 1_000, 100, 800));
    topics.publishNextTo(orderId, new CouponUsed(next, userId, 3, 33, lines, 1_000, 100, 900));

    awaitState(next, "DEDUCTED");
    awaitDeadLetter(Topics.COUPON_EVENTS + "-dlt", orderId);
    assertThat(stateOf(orderId)).isNull();
    assertThat(balance(userId)).isEqualTo(4_100);
  }

  @Test
  void isNotWhatANewerProducerSends() {
    long userId = userWith(5_000);
    topics.publish(Topics.STOCK_EVENTS, orderId, "io.jumun.StockCounted.v1", "{\"orderId\":1}");
    topics.publish(
        Topics.STOCK_EVENTS,
        orderId,
        STOCK_RESERVED,
        """
        {"orderId":%d,"userId":%d,"lines":[{"productId":7,"quantity":1,"unitPrice":10,"colour":"red"}],
         "totalAmount":10,"warehouse":"Busan"}
        """
            .formatted(orderId, userId));

    awaitState(orderId, "DEDUCTED");
    assertThat(balance(userId)).isEqualTo(4_990);
  }

  private void assertThatTheNextIsHandled() {
    long next = newId();
    topics.publishNextTo(orderId, reserved(next, userWith(10), 10));
    awaitState(next, "DEDUCTED");
    assertThat(stateOf(orderId)).isNull();
  }

  private static void awaitDeadLetter(String topic, long key) {
    var seen = new AtomicBoolean();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", TestInfrastructure.kafkaBootstrapServers(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      await()
          .atMost(SOON)
          .pollInSameThread()
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> {
                          if (record.key().equals(Long.toString(key))) {
                            seen.set(true);
                          }
                        });
                return seen.get();
              });
    }
  }
}
