package io.jumun.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jumun.outbox.consumer.DeadLetterTopics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A dead letter in a listing.
 *
 * @param key absent when there is none, or when it is no text
 * @param eventId {@code ce_id}
 * @param deadSince when it was set aside
 * @param replays how often this dead letter was, or may have been, replayed
 * @param replayWith what to do instead of replaying it here
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeadLetterAnswer(
    String id,
    @Nullable String originalTopic,
    @Nullable Integer originalPartition,
    @Nullable Long originalOffset,
    @Nullable String key,
    @Nullable String eventId,
    @Nullable String type,
    @Nullable String exception,
    @Nullable String exceptionMessage,
    @Nullable Instant deadSince,
    long replays,
    @Nullable String replayWith) {

  /** Longest message in a listing. */
  private static final int EXCERPT = 500;

  static DeadLetterAnswer of(DeadLetter letter, long replays) {
    return new DeadLetterAnswer(
        letter.id().toString(),
        letter.originalTopic(),
        letter.originalPartition(),
        letter.originalOffset(),
        letter.key(),
        letter.eventId(),
        letter.type(),
        exception(letter),
        Bytes.storable(letter.header(KafkaHeaders.DLT_EXCEPTION_MESSAGE), EXCERPT),
        letter.deadSince(),
        replays,
        letter.header(DeadLetterTopics.REPLAY_WITH));
  }

  /** The cause says more: what wraps it is the same for all. */
  private static @Nullable String exception(DeadLetter letter) {
    var cause = letter.header(KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN);
    return cause == null ? letter.header(KafkaHeaders.DLT_EXCEPTION_FQCN) : cause;
  }

  /**
   * All that is known about a dead letter.
   *
   * @param keyBase64 of a key that is not UTF-8
   * @param value as text; absent for a tombstone
   * @param valueBase64 of a value that is not UTF-8
   * @param headers that the record had before it was set aside
   * @param eventReplays how often its event was, or may have been, replayed, under whatever dead
   *     letter
   * @param history the replays of this dead letter, newest first
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Details(
      @JsonUnwrapped DeadLetterAnswer summary,
      @Nullable String keyBase64,
      @Nullable String value,
      @Nullable String valueBase64,
      Map<String, String> headers,
      @Nullable Instant originalTime,
      @Nullable String consumerGroup,
      @Nullable String exceptionStacktrace,
      long eventReplays,
      List<Replay> history) {

    static Details of(DeadLetter letter, long replays, long eventReplays, List<Replay> history) {
      var record = letter.record();
      return new Details(
          DeadLetterAnswer.of(letter, replays),
          Bytes.base64(record.key()),
          Bytes.text(record.value()),
          Bytes.base64(record.value()),
          letter.ownHeaders(),
          letter.originalTime(),
          letter.header(KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP),
          letter.header(KafkaHeaders.DLT_EXCEPTION_STACKTRACE),
          eventReplays,
          history);
    }
  }
}
