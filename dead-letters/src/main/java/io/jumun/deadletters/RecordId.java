package io.jumun.deadletters;

import io.jumun.http.ApiException;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Where a dead letter is; {@code order.events-dlt:3:17} in requests, answers and cursors. */
record RecordId(String topic, int partition, long offset) implements Comparable<RecordId> {

  static final String FORM = "[a-zA-Z0-9._-]{1,249}:[0-9]{1,9}:[0-9]{1,18}";

  private static final Pattern VALID = Pattern.compile(FORM);
  private static final Comparator<RecordId> ORDER =
      Comparator.comparing(RecordId::topic)
          .thenComparingInt(RecordId::partition)
          .thenComparingLong(RecordId::offset);

  static RecordId of(ConsumerRecord<?, ?> record) {
    return new RecordId(record.topic(), record.partition(), record.offset());
  }

  /**
   * @throws ApiException 400 that names the field when the text is not an id
   */
  static RecordId parse(String field, String text) {
    if (!VALID.matcher(text).matches()) {
      throw ApiException.invalid(field, "not <topic>:<partition>:<offset>");
    }
    var parts = text.split(":", -1);
    return new RecordId(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
  }

  TopicPartition topicPartition() {
    return new TopicPartition(topic, partition);
  }

  @Override
  public int compareTo(RecordId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return topic + ":" + partition + ":" + offset;
  }
}
