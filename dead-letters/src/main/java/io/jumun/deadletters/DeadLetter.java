package io.jumun.deadletters;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/** A record of a dead-letter topic. Whatever of it is missing or malformed reads as null. */
record DeadLetter(RecordId id, ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {

  /** What all of Spring Kafka's headers of a dead letter begin with. */
  static final String DLT_PREFIX = "kafka_dlt-";

  /** Names the replay, in the audit trail, that sent the record again. */
  static final String REPLAY_HEADER = "jumun-replay";

  static DeadLetter of(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
    return new DeadLetter(RecordId.of(record), record);
  }

  @Nullable String eventId() {
    return header("ce_id");
  }

  @Nullable String type() {
    return header("ce_type");
  }

  @Nullable String key() {
    return Bytes.text(record.key());
  }

  @Nullable String originalTopic() {
    return header(KafkaHeaders.DLT_ORIGINAL_TOPIC);
  }

  @Nullable Integer originalPartition() {
    var bytes = raw(KafkaHeaders.DLT_ORIGINAL_PARTITION);
    return bytes == null || bytes.length != Integer.BYTES ? null : ByteBuffer.wrap(bytes).getInt();
  }

  @Nullable Long originalOffset() {
    return number(KafkaHeaders.DLT_ORIGINAL_OFFSET);
  }

  @Nullable Instant originalTime() {
    return time(number(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP));
  }

  @Nullable Instant deadSince() {
    return time(record.timestamp());
  }

  int size() {
    return Math.max(0, record.serializedValueSize()) + Math.max(0, record.serializedKeySize());
  }

  /** The headers that the record had before it was set aside. */
  Map<String, String> ownHeaders() {
    var headers = new LinkedHashMap<String, String>();
    for (var header : record.headers()) {
      if (!header.key().startsWith(DLT_PREFIX) && header.value() != null) {
        headers.put(header.key(), Bytes.lossy(header.value()));
      }
    }
    return headers;
  }

  @Nullable String header(String name) {
    var value = raw(name);
    return value == null ? null : Bytes.lossy(value);
  }

  private @Nullable Long number(String name) {
    var bytes = raw(name);
    return bytes == null || bytes.length != Long.BYTES ? null : ByteBuffer.wrap(bytes).getLong();
  }

  private byte @Nullable [] raw(String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }

  private static @Nullable Instant time(@Nullable Long millis) {
    return millis == null || millis < 0 ? null : Instant.ofEpochMilli(millis);
  }
}
