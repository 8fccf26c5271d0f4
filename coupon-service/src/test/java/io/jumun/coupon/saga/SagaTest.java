package io.jumun.coupon.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.PricedLine;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.coupon.CouponServiceTest;
import io.jumun.testing.TestInfrastructure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Speaks to the service as the other services do: through Kafka. */
abstract class SagaTest extends CouponServiceTest {

  static final List<PricedLine> LINES =
      List.of(new PricedLine(10, 2, 9_000), new PricedLine(11, 1, 2_000));
  static final long TOTAL = 20_000;
  static final long UNKNOWN_CAMPAIGN = Long.MAX_VALUE;

  private static @Nullable KafkaProducer<String, byte[]> producer;

  @BeforeAll
  static void connect() {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                TestInfrastructure.kafkaBootstrapServers(),
                "linger.ms",
                "50",
                "metadata.max.age.ms",
                "1000"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void disconnect() {
    if (producer != null) {
      producer.close();
    }
  }

  static StockReserved reserved(long orderId, long userId, @Nullable Long couponId) {
    return new StockReserved(orderId, userId, couponId, LINES, TOTAL);
  }

  static OrderCancelled cancelled(long orderId, long userId) {
    return new OrderCancelled(
        orderId, userId, CancelReason.DEADLINE_PASSED, Instant.parse("2026-11-22T12:00:00Z"));
  }

  static void deliver(SagaEvent... events) {
    for (var event : events) {
      deliver(record(event));
    }
  }

  static void deliver(ConsumerRecord<String, byte[]> record) {
    if (producer == null) {
      throw new IllegalStateException("not connected");
    }
    var _ =
        producer.send(
            new ProducerRecord<>(
                record.topic(),
                record.partition(),
                record.key(),
                record.value(),
                record.headers()));
  }

  /** Returns once everything delivered so far has been handled. */
  void untilHandled() {
    long step = newId();
    long cancel = newId();
    deliver(reserved(step, newId(), UNKNOWN_CAMPAIGN), cancelled(cancel, newId()));
    eventually()
        .untilAsserted(
            () -> {
              assertThat(stepOf(step)).containsExactly("REJECTED");
              assertThat(stepOf(cancel)).containsExactly("FENCED");
            });
  }

  long tenPercent() {
    return campaign("'discountType':'RATE','discountValue':10,'totalQuantity':1000");
  }
}
