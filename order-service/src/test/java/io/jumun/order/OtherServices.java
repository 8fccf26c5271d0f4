package io.jumun.order;

import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.EventTypes;
import io.jumun.contracts.PricedLine;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.StockEvent.StockReservationFailed;
import io.jumun.outbox.EventJson;
import io.jumun.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plays product-, coupon- and balance-service by what they publish. */
final class OtherServices {

  private static final KafkaProducer<String, byte[]> PRODUCER =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()),
          new StringSerializer(),
          new ByteArraySerializer());

  private OtherServices() {}

  static void publish(SagaEvent event) {
    var topic =
        EventTypes.ALL_BY_TOPIC.entrySet().stream()
            .filter(entry -> entry.getValue().containsValue(event.getClass()))
            .findFirst()
            .orElseThrow()
            .getKey();
    publish(topic, event.orderId(), EventTypes.nameOf(event.getClass()), EventJson.write(event));
  }

  static void publish(String topic, long orderId, String type, String value) {
    var sent =
        new ProducerRecord<>(topic, Long.toString(orderId), value.getBytes(StandardCharsets.UTF_8));
    sent.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    var acknowledged = PRODUCER.send(sent);
    PRODUCER.flush();
    acknowledged.resultNow();
  }

  static BalanceDeducted payment(long orderId, long userId) {
    return new BalanceDeducted(
        orderId, userId, 5L, List.of(new PricedLine(10, 2, 10_000)), 20_000, 2_000, 18_000, 7);
  }

  static StockReservationFailed outOfStock(long orderId) {
    return new StockReservationFailed(orderId, StockReservationFailed.Reason.OUT_OF_STOCK, 10);
  }
}
