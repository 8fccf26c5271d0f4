package io.jumun.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends dead letters to where they came from, as they were before they were set aside. */
class ReplaySender {

  private final Map<String, Object> config;

  ReplaySender(Map<String, Object> kafka, Duration timeout) {
    this.config = new HashMap<>(kafka);
    int third = (int) timeout.dividedBy(3).toMillis();
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, third);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, third);
  }

  /**
   * Returns when Kafka has acknowledged or failed each of them. What failed may have arrived all
   * the same. Never throws for Kafka's sake.
   *
   * @param replays the ids of the replays, by the record they replay
   */
  List<Sending> send(List<DeadLetter> letters, Map<RecordId, Long> replays) {
    Producer<byte @Nullable [], byte @Nullable []> producer;
    try {
      producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      return letters.stream()
          .map(letter -> Sending.failed(replayOf(letter, replays), letter, e.toString()))
          .toList();
    }
    try {
      return new Round(producer).send(letters, replays);
    } finally {
      producer.close(Duration.ZERO); // all is acknowledged or failed by now
    }
  }

  private static long replayOf(DeadLetter letter, Map<RecordId, Long> replays) {
    return Objects.requireNonNull(replays.get(letter.id()));
  }

  /** No partition: the key decides, as for every other event of the order. */
  private static ProducerRecord<byte @Nullable [], byte @Nullable []> record(
      DeadLetter letter, long replayId) {
    var dead = letter.record();
    var record =
        new ProducerRecord<byte @Nullable [], byte @Nullable []>(
            Ownership.topicOf(letter.id()), dead.key(), dead.value());
    for (var header : dead.headers()) {
      if (!header.key().startsWith(DeadLetter.DLT_PREFIX)) {
        record.headers().add(header);
      }
    }
    var replay = Long.toString(replayId).getBytes(StandardCharsets.UTF_8);
    record.headers().remove(DeadLetter.REPLAY_HEADER);
    record.headers().add(DeadLetter.REPLAY_HEADER, replay);
    return record;
  }

  /** All records of one request. */
  private static final class Round {

    private final Producer<byte @Nullable [], byte @Nullable []> producer;
    private @Nullable String givenUp;

    Round(Producer<byte @Nullable [], byte @Nullable []> producer) {
      this.producer = producer;
    }

    List<Sending> send(List<DeadLetter> letters, Map<RecordId, Long> replays) {
      var acknowledgements = new ArrayList<@Nullable Future<RecordMetadata>>();
      letters.forEach(l -> acknowledgements.add(send(l, replayOf(l, replays))));
      var sendings = new ArrayList<Sending>();
      for (int i = 0; i < letters.size(); i++) {
        var letter = letters.get(i);
        sendings.add(outcome(replayOf(letter, replays), letter, acknowledgements.get(i)));
      }
      return sendings;
    }

    /** Null for what is not even tried: each try would wait as long as the one before. */
    private @Nullable Future<RecordMetadata> send(DeadLetter letter, long replayId) {
      if (givenUp != null) {
        return null;
      }
      try {
        var acknowledgement = producer.send(record(letter, replayId));
        if (acknowledgement.state() == Future.State.FAILED
            && acknowledgement.exceptionNow()
                instanceof org.apache.kafka.common.errors.TimeoutException e) {
          givenUp = e.toString();
        }
        return acknowledgement;
      } catch (KafkaException e) {
        givenUp = e.toString();
        return null;
      }
    }

    private Sending outcome(
        long replayId, DeadLetter letter, @Nullable Future<RecordMetadata> acknowledgement) {
      if (acknowledgement == null) {
        return Sending.failed(replayId, letter, "Not tried any more: " + givenUp);
      }
      try {
        return Sending.acknowledged(replayId, letter, acknowledgement.get());
      } catch (ExecutionException e) {
        return Sending.failed(replayId, letter, String.valueOf(e.getCause()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Sending.failed(replayId, letter, e.toString());
      }
    }
  }
}
