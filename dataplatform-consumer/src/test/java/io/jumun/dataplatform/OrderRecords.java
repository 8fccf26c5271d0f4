package io.jumun.dataplatform;

import io.jumun.contracts.EventTypes;
import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.PricedLine;
import io.jumun.contracts.Topics;
import io.jumun.outbox.EventJson;
import io.jumun.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes order events as order-service does. */
public final class OrderRecords {

  public static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  public static final String TIME = "2026-11-22T10:15:30Z";

  private static final KafkaProducer<String, byte[]> PRODUCER =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers(), "acks", "all"),
          new StringSerializer(),
          new ByteArraySerializer());

  private OrderRecords() {}

  /** An order id that no other test uses. */
  public static long anOrderId() {
    return ThreadLocalRandom.current().nextLong(1, 1L << 53);
  }

  public static OrderPaid paid(long orderId) {
    var time = Instant.parse(TIME);
    return new OrderPaid(
        orderId, 7, List.of(new PricedLine(10, 2, 10_000)), 20_000, 2_000, 18_000, 5L, time, time);
  }

  public static UUID publishPaid(long orderId) {
    var eventId = UUID.randomUUID();
    publish(paid(orderId), eventId);
    return eventId;
  }

  public static void publish(OrderEvent event, UUID eventId) {
    send(record(event, eventId));
  }

  public static ProducerRecord<String, byte[]> record(OrderEvent event, UUID eventId) {
    var record = record(Long.toString(event.orderId()), EventJson.write(event));
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            eventId.toString(),
            "ce_type",
            EventTypes.nameOf(event.getClass()),
            "ce_source",
            "/order-service",
            "ce_time",
            TIME,
            "ce_subject",
            Long.toString(event.orderId()),
            "content-type",
            "application/json",
            "traceparent",
            TRACEPARENT)
        .forEach((name, value) -> header(record, name, value));
    return record;
  }

  public static ProducerRecord<String, byte[]> record(String key, String value) {
    return new ProducerRecord<>(Topics.ORDER_EVENTS, key, value.getBytes(StandardCharsets.UTF_8));
  }

  public static void header(ProducerRecord<?, ?> record, String name, String value) {
    record.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  public static void send(ProducerRecord<String, byte[]> record) {
    sendAll(List.of(record));
  }

  public static void sendAll(List<ProducerRecord<String, byte[]>> records) {
    var sent = records.stream().map(PRODUCER::send).toList();
    try {
      for (var one : sent) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("Not published", e);
    }
  }
}
