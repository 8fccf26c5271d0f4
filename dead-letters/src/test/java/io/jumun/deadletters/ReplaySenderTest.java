package io.jumun.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.deadletters.Replay.Status;
import io.jumun.testing.TestInfrastructure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of records that Kafka does not take. */
class ReplaySenderTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  @Test
  void givesUpOnAllRecordsWhenTheBrokerIsAwayForTheFirst() {
    var sendings = send(Map.of("bootstrap.servers", "localhost:1"), "thing.events-dlt");

    assertThat(sendings).extracting(Sending::status).containsOnly(Status.FAILED);
    assertThat(sendings.getFirst().error()).contains("TimeoutException");
    assertThat(sendings.subList(1, 100))
        .extracting(Sending::error)
        .allSatisfy(error -> assertThat(error).startsWith("Not tried any more"));
  }

  @Test
  void failsWhatHasNoTopicAnyMore() {
    var kafka =
        Map.<String, Object>of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers());

    assertThat(send(kafka, "gone.events-dlt"))
        .extracting(Sending::status)
        .containsOnly(Status.FAILED);
  }

  @Test
  void failsAllWhenThereIsNobodyToAsk() {
    var sendings = send(Map.of("bootstrap.servers", "nobody.invalid:9092"), "thing.events-dlt");

    assertThat(sendings).hasSize(100).extracting(Sending::status).containsOnly(Status.FAILED);
  }

  private static List<Sending> send(Map<String, Object> kafka, String topic) {
    var letters = LongStream.range(0, 100).mapToObj(offset -> letter(topic, offset)).toList();
    var replays = new HashMap<RecordId, Long>();
    letters.forEach(letter -> replays.put(letter.id(), letter.id().offset()));
    return new ReplaySender(kafka, TIMEOUT).send(letters, replays);
  }

  private static DeadLetter letter(String topic, long offset) {
    return DeadLetter.of(
        new ConsumerRecord<byte @Nullable [], byte @Nullable []>(
            topic, 0, offset, new byte[] {'1'}, new byte[0]));
  }
}
