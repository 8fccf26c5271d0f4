package io.jumun.product.reconciliation;

import io.jumun.contracts.EventTypes;
import io.jumun.contracts.SettlementEvent.OrdersSettled;
import io.jumun.contracts.Topics;
import io.jumun.outbox.EventJson;
import io.jumun.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** States as order-service does, on one partition: what is stated later is compared later. */
final class Statements {

  private Statements() {}

  static void state(long from, long to, List<Long> paid, List<Long> paidWithCoupon) {
    var statement = new OrdersSettled(from, to, paid, paidWithCoupon, Instant.now());
    var record =
        new ProducerRecord<>(
            Topics.SETTLEMENT_EVENTS, 0, Long.toString(from), EventJson.write(statement));
    var type = EventTypes.nameOf(OrdersSettled.class);
    record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    var servers =
        Map.<String, Object>of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers());
    try (var producer =
        new KafkaProducer<>(servers, new StringSerializer(), new StringSerializer())) {
      producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("Not stated", e);
    }
  }
}
