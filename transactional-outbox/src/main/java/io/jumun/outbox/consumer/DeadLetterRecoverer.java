package io.jumun.outbox.consumer;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Sets records aside on their dead-letter topic. The message of an exception may quote the whole
 * record, and its stack trace does so several times; cut short, so that a large record does not
 * become one that no topic takes, which would hold up its partition for ever.
 */
final class DeadLetterRecoverer extends DeadLetterPublishingRecoverer {

  /** Longest header that tells of the exception, in bytes. */
  private static final int LONGEST = 16 * 1024;

  private static final List<String> OF_ANY_LENGTH =
      List.of(KafkaHeaders.DLT_EXCEPTION_MESSAGE, KafkaHeaders.DLT_EXCEPTION_STACKTRACE);

  DeadLetterRecoverer(KafkaOperations<?, ?> deadLetters) {
    super(deadLetters, (record, _) -> new TopicPartition(DeadLetterTopics.of(record.topic()), -1));
    setFailIfSendResultIsError(true);
  }

  @Override
  public void accept(
      ConsumerRecord<?, ?> record, @Nullable Consumer<?, ?> consumer, Exception exception) {
    super.accept(record, consumer, exception);
    if (consumer instanceof SparingConsumerFactory.SparingConsumer sparing) {
      sparing.commitNextAtOnce();
    }
  }

  @Override
  protected ProducerRecord<Object, Object> createProducerRecord(
      ConsumerRecord<?, ?> record,
      TopicPartition topicPartition,
      Headers headers,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    OF_ANY_LENGTH.forEach(name -> cut(headers, name));
    return super.createProducerRecord(record, topicPartition, headers, key, value);
  }

  private static void cut(Headers headers, String name) {
    var header = headers.lastHeader(name);
    if (header != null && header.value() != null && header.value().length > LONGEST) {
      headers.remove(name).add(name, Arrays.copyOf(header.value(), LONGEST));
    }
  }
}
