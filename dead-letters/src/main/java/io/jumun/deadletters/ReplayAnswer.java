package io.jumun.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jumun.outbox.consumer.DeadLetterTopics;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * @param dryRun nothing was done: the records would be replayed
 * @param replayed which Kafka acknowledged
 * @param failed which Kafka did not acknowledge; they may be replayed once more
 * @param nextCursor with which the next request goes on; absent when nothing is left
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayAnswer(
    boolean dryRun,
    int count,
    List<Replayed> replayed,
    List<Replayed> failed,
    List<Refused> refused,
    @Nullable String nextCursor) {

  static ReplayAnswer rehearsed(
      List<DeadLetter> letters, List<Refused> refused, @Nullable RecordId next) {
    var replayed = letters.stream().map(Replayed::rehearsed).toList();
    return new ReplayAnswer(true, replayed.size(), replayed, List.of(), refused, text(next));
  }

  static ReplayAnswer done(List<Sending> sendings, List<Refused> refused, @Nullable RecordId next) {
    var sent = sendings.stream().filter(s -> s.error() == null).map(Replayed::of).toList();
    var failed = sendings.stream().filter(s -> s.error() != null).map(Replayed::of).toList();
    return new ReplayAnswer(false, sent.size(), sent, failed, refused, text(next));
  }

  private static @Nullable String text(@Nullable RecordId next) {
    return next == null ? null : next.toString();
  }

  /**
   * @param id of the dead letter
   * @param topic where it goes
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Replayed(
      String id,
      @Nullable String eventId,
      @Nullable String type,
      @Nullable String key,
      String topic,
      @Nullable Integer partition,
      @Nullable Long offset,
      @Nullable Long replayId,
      @Nullable String error) {

    static Replayed rehearsed(DeadLetter letter) {
      return of(letter, null, null, null, null);
    }

    static Replayed of(Sending sending) {
      return of(
          sending.letter(),
          sending.partition(),
          sending.offset(),
          sending.replayId(),
          sending.error());
    }

    private static Replayed of(
        DeadLetter letter,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable Long replayId,
        @Nullable String error) {
      return new Replayed(
          letter.id().toString(),
          letter.eventId(),
          letter.type(),
          letter.key(),
          Ownership.topicOf(letter.id()),
          partition,
          offset,
          replayId,
          error);
    }
  }

  /** A record that is not replayed, and why. */
  record Refused(String id, Refusal code, String message) {

    static Refused of(RecordId id, Refusal why) {
      return new Refused(id.toString(), why, why.message());
    }

    static Refused elsewhere(DeadLetter letter) {
      var instead = Objects.requireNonNull(letter.header(DeadLetterTopics.REPLAY_WITH));
      var why = Refusal.REPLAYED_ELSEWHERE;
      return new Refused(letter.id().toString(), why, why.message() + instead);
    }
  }
}
