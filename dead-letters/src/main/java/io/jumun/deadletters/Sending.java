package io.jumun.deadletters;

import io.jumun.deadletters.Replay.Status;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** How the sending of one replay ended. */
record Sending(
    long replayId,
    DeadLetter letter,
    @Nullable Integer partition,
    @Nullable Long offset,
    @Nullable String error) {

  static Sending acknowledged(long replayId, DeadLetter letter, RecordMetadata where) {
    return new Sending(replayId, letter, where.partition(), where.offset(), null);
  }

  static Sending failed(long replayId, DeadLetter letter, String error) {
    return new Sending(replayId, letter, null, null, error);
  }

  Status status() {
    return error == null ? Status.SENT : Status.FAILED;
  }
}
