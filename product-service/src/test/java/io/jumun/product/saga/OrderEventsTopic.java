package io.jumun.product.saga;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.Topics;
import io.jumun.testing.TestInfrastructure;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Stands in for order-service. Sends everything to one partition, so that what was sent later is
 * handled later.
 */
final class OrderEventsTopic implements AutoCloseable {

  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.of(
              ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
              TestInfrastructure.kafkaBootstrapServers(),
              ProducerConfig.LINGER_MS_CONFIG,
              20),
          new StringSerializer(),
          new ByteArraySerializer());
  private final KafkaConsumer<String, byte[]> deadLetters =
      new KafkaConsumer<>(
          Map.of(
              ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
              TestInfrastructure.kafkaBootstrapServers(),
              ConsumerConfig.GROUP_ID_CONFIG,
              UUID.randomUUID().toString(),
              ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
              "earliest"),
          new StringDeserializer(),
          new ByteArrayDeserializer());
  private final Set<String> deadKeys = new HashSet<>();

  OrderEventsTopic() {
    deadLetters.subscribe(Set.of(Topics.ORDER_EVENTS + "-dlt"));
  }

  void send(OrderEvent event) {
    send(
        Long.toString(event.orderId()),
        new String(OrderRecords.type(event), UTF_8),
        OrderRecords.json(event));
  }

  void send(String key, String type, byte[] value) {
    var record = new ProducerRecord<>(Topics.ORDER_EVENTS, 0, key, value);
    record.headers().add("ce_type", type.getBytes(UTF_8));
    var _ = producer.send(record); // whoever awaits its effect notices that it failed
  }

  /** Keys of all records that were set aside so far. */
  Set<String> deadKeys() {
    deadLetters.poll(Duration.ofMillis(100)).forEach(record -> deadKeys.add(record.key()));
    return deadKeys;
  }

  @Override
  public void close() {
    producer.close();
    deadLetters.close();
  }
}
