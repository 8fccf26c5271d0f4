package io.jumun.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.BalanceEvent;
import io.jumun.contracts.CouponEvent;
import io.jumun.contracts.DataPlatformEvent;
import io.jumun.contracts.EventTypes;
import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.StockEvent;
import io.jumun.contracts.Topics;
import io.jumun.outbox.EventJson;
import io.jumun.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes what the other services would. */
public final class SagaTopics {

  static final SagaTopics INSTANCE = new SagaTopics();

  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()),
          new StringSerializer(),
          new ByteArraySerializer());

  private SagaTopics() {
    Runtime.getRuntime().addShutdownHook(new Thread(producer::close));
  }

  public void publish(SagaEvent event) {
    publishNextTo(event.orderId(), event);
  }

  /** On the partition of another order, so that the two are consumed in the order of publishing. */
  public void publishNextTo(long orderId, SagaEvent event) {
    publish(topicOf(event), orderId, EventTypes.nameOf(event.getClass()), EventJson.write(event));
  }

  public void publish(String topic, long key, @Nullable String type, String value) {
    sendAll(List.of(record(topic, key, type, value)));
  }

  public void publishAll(List<? extends SagaEvent> events) {
    sendAll(events.stream().map(SagaTopics::record).toList());
  }

  private void sendAll(List<ProducerRecord<String, byte[]>> records) {
    var sent = records.stream().map(producer::send).toList();
    producer.flush();
    sent.forEach(SagaTopics::acknowledged);
  }

  private static void acknowledged(Future<RecordMetadata> sent) {
    try {
      assertThat(sent.get().hasOffset()).isTrue();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("not published", e);
    }
  }

  private static ProducerRecord<String, byte[]> record(SagaEvent event) {
    return record(
        topicOf(event),
        event.orderId(),
        EventTypes.nameOf(event.getClass()),
        EventJson.write(event));
  }

  private static ProducerRecord<String, byte[]> record(
      String topic, long key, @Nullable String type, String value) {
    var record =
        new ProducerRecord<>(topic, Long.toString(key), value.getBytes(StandardCharsets.UTF_8));
    if (type != null) {
      record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }

  private static String topicOf(SagaEvent event) {
    return switch (event) {
      case OrderEvent _ -> Topics.ORDER_EVENTS;
      case StockEvent _ -> Topics.STOCK_EVENTS;
      case CouponEvent _ -> Topics.COUPON_EVENTS;
      case BalanceEvent _ -> Topics.BALANCE_EVENTS;
      case DataPlatformEvent _ -> Topics.DATAPLATFORM_EVENTS;
    };
  }
}
