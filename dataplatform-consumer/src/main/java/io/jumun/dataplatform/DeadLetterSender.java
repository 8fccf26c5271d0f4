package io.jumun.dataplatform;

import io.jumun.contracts.Topics;
import io.jumun.outbox.consumer.DeadLetterTopics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;

/** Sets orders aside on the dead-letter topic, in the form Spring Kafka gives such records. */
@Component
class DeadLetterSender {

  static final String TOPIC = DeadLetterTopics.of(Topics.ORDER_EVENTS);

  private static final long ACKNOWLEDGED_WITHIN_SECONDS = 10;

  private final KafkaTemplate<String, byte[]> deadLetters;
  private final String consumerGroup;

  DeadLetterSender(
      KafkaTemplate<String, byte[]> deadLetters,
      @Value("${spring.kafka.consumer.group-id:${spring.application.name}}") String consumerGroup) {
    this.deadLetters = deadLetters;
    this.consumerGroup = consumerGroup;
  }

  /**
   * Returns when the broker has the record for good.
   *
   * @throws NotSentException when that is not certain
   */
  void send(PaidOrder order, String reason) throws NotSentException {
    try {
      deadLetters.send(record(order, reason)).get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotSentException(e);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      throw new NotSentException(e);
    }
  }

  private ProducerRecord<String, byte[]> record(PaidOrder order, String reason) {
    var record =
        new ProducerRecord<>(TOPIC, Long.toString(order.orderId()), bytes(order.payload()));
    var headers = record.headers();
    order.headers().forEach((name, value) -> headers.add(name, bytes(value)));
    if (order.traceparent() != null) {
      headers.add("traceparent", bytes(order.traceparent()));
    }
    var position = order.position();
    headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, bytes(Topics.ORDER_EVENTS));
    headers.add(
        KafkaHeaders.DLT_ORIGINAL_PARTITION,
        ByteBuffer.allocate(Integer.BYTES).putInt(position.partition()).array());
    headers.add(
        KafkaHeaders.DLT_ORIGINAL_OFFSET,
        ByteBuffer.allocate(Long.BYTES).putLong(position.offset()).array());
    headers.add(KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, bytes(consumerGroup));
    headers.add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, bytes(reason));
    // The event was stored, and its row is what has to be put back; a second event changes nothing.
    headers.add(
        DeadLetterTopics.REPLAY_WITH,
        bytes("POST /deliveries/%d/replay".formatted(order.orderId())));
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The record may or may not be on the topic. */
  @SuppressWarnings("serial")
  static final class NotSentException extends Exception {

    NotSentException(Exception cause) {
      super("Not acknowledged by the dead-letter topic: " + cause, cause);
    }
  }
}
