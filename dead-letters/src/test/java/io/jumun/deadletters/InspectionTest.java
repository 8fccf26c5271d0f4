package io.jumun.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.databind.JsonNode;

class InspectionTest extends DeadLettersTest {

  private static final byte[] NO_TEXT = {(byte) 0xc3, (byte) 0x28, 0, (byte) 0xff};

  @Test
  void listsWhatWasSetAside() {
    long key = newKey();
    var before = Instant.now();
    var letter = aDeadLetter(key);

    assertThat(id(letter)).matches("thing\\.events-dlt:[0-9]+:[0-9]+");
    assertThat(letter.path("original_topic").asString()).isEqualTo("thing.events");
    assertThat(letter.path("original_partition").isInt()).isTrue();
    assertThat(letter.path("original_offset").isNumber()).isTrue();
    assertThat(letter.path("key").asString()).isEqualTo(Long.toString(key));
    assertThat(letter.path("type").asString()).isEqualTo(ThingService.TYPE);
    assertThat(letter.path("exception_message").asString()).contains("thing " + key);
    assertThat(Instant.parse(letter.path("dead_since").asString()))
        .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
    assertThat(letter.path("replays").asInt()).isZero();
  }

  @Test
  void listsEveryDeadLetterOnceHoweverSmallThePages() {
    var letters = IntStream.range(0, 5).mapToObj(_ -> id(aDeadLetter(newKey()))).toList();

    var all = ids(all("/dead-letters?limit=100"));
    assertThat(all).containsAll(letters).doesNotHaveDuplicates();
    assertThat(ids(all("/dead-letters?limit=2"))).containsExactlyElementsOf(all);
    assertThat(all.stream().map(id -> RecordId.parse("id", id))).isSorted();
  }

  @Test
  void goesOnBehindTheCursorAlthoughMoreWasSetAsideMeanwhile() {
    var seen = id(aDeadLetter(newKey()));
    var later = id(aDeadLetter(newKey()));

    var rest = ids(all("/dead-letters?limit=100&cursor=" + seen));

    var isBehind = RecordId.parse("id", later).compareTo(RecordId.parse("id", seen)) > 0;
    assertThat(rest).doesNotContain(seen);
    assertThat(rest.contains(later)).isEqualTo(isBehind);
  }

  @Test
  void listsOnlyWhatTheFilterNames() {
    long key = newKey();
    var here = aDeadLetter(key);
    var elsewhere = awaitDead(send(ThingService.OTHER_TOPIC, key));
    var since = here.path("dead_since").asString();

    assertThat(ids(all("/dead-letters?limit=9&orderId=" + key)))
        .containsExactly(id(elsewhere), id(here));
    assertThat(ids(all("/dead-letters?limit=9&topic=other.events-dlt&orderId=" + key)))
        .containsExactly(id(elsewhere));
    assertThat(all("/dead-letters?limit=9&type=io.jumun.Other.v1&orderId=" + key)).isEmpty();
    assertThat(ids(all("/dead-letters?limit=9&orderId=%d&from=%s".formatted(key, since))))
        .containsExactly(id(elsewhere), id(here));
    assertThat(all("/dead-letters?limit=9&orderId=%d&to=%s".formatted(key, since))).isEmpty();
  }

  @Test
  void showsARecordWithItsHeadersAndWhyItWasSetAside() {
    long key = newKey();
    participant.broken.add(key);
    var value = "{\"thingId\":%d}".formatted(key);
    var eventId =
        send(
            ThingService.TOPIC,
            bytes(Long.toString(key)),
            bytes(value),
            Map.of("traceparent", "00-1-2-01"));

    var details = details(awaitDead(eventId));

    assertThat(details.path("value").asString()).isEqualTo(value);
    assertThat(details.path("event_id").asString()).isEqualTo(eventId);
    assertThat(details.path("headers").path("ce_id").asString()).isEqualTo(eventId);
    assertThat(details.path("headers").path("traceparent").asString()).isEqualTo("00-1-2-01");
    assertThat(details.path("headers").propertyNames()).noneMatch(n -> n.startsWith("kafka_dlt"));
    assertThat(details.path("consumer_group").asString()).isEqualTo("thing-service");
    assertThat(details.path("exception_stacktrace").asString()).contains("IllegalStateException");
    assertThat(details.path("original_time").asString()).isNotEmpty();
    assertThat(details.path("event_replays").asInt()).isZero();
    assertThat(details.path("history").isEmpty()).isTrue();
  }

  @Test
  void showsAValueThatIsNoTextInBase64() {
    var key = bytes(Long.toString(newKey()));
    var details = details(awaitDead(send(ThingService.TOPIC, key, NO_TEXT, Map.of())));

    assertThat(details.has("value")).isFalse();
    assertThat(Base64.getDecoder().decode(details.path("value_base64").asString()))
        .isEqualTo(NO_TEXT);
  }

  @Test
  void showsARecordWithoutKeyOrValue() {
    var withoutKey = details(awaitDead(send(ThingService.TOPIC, null, bytes("{}"), Map.of())));
    assertThat(withoutKey.has("key")).isFalse();
    assertThat(withoutKey.has("key_base64")).isFalse();

    var key = bytes(Long.toString(newKey()));
    var tombstone = details(awaitDead(send(ThingService.TOPIC, key, null, Map.of())));
    assertThat(tombstone.has("value")).isFalse();
    assertThat(tombstone.has("value_base64")).isFalse();
  }

  /** Its listeners of statements are a consumer group of their own. */
  @Test
  void showsWhatTheServicesBackgroundListenersSetAside() {
    assertThat(awaitDead(sendDead(newKey(), "thing-service-background"))).isNotEmpty();
  }

  @Test
  void doesNotShowWhatAnotherServiceSetAside() {
    long key = newKey();
    var theirs = sendDead(key, "another-service");
    var ours = sendDead(key, "thing-service");
    var nobodys = sendDead(key, null);

    var found = awaitDead(ours);
    assertThat(deadLettersOf(theirs)).isEmpty();
    assertThat(deadLettersOf(nobodys)).isEmpty();
    var mine = RecordId.parse("id", id(found));
    for (long other : List.of(mine.offset() - 1, mine.offset() + 1)) {
      get("/dead-letters/%s/%d/%d".formatted(mine.topic(), mine.partition(), other))
          .expectStatus()
          .isNotFound();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/dead-letters/thing.events-dlt/0/999999999, 404",
    "/dead-letters/thing.events-dlt/99/0, 404",
    "/dead-letters/thing.events-dlt/-1/0, 404",
    "/dead-letters/thing.events-dlt/0/-1, 404",
    "/dead-letters/thing.events-dlt/2147483647/9223372036854775807, 404",
    "/dead-letters/thing.events/0/0, 404",
    "/dead-letters/no such topic!/0/0, 404",
    "/dead-letters/thing.events-dlt/0/x, 400",
    "/dead-letters/thing.events-dlt/2147483648/0, 400",
    "/dead-letters/thing.events-dlt/0, 404",
    "/dead-letters?topic=thing.events, 400",
    "/dead-letters?cursor=, 400",
    "/dead-letters?cursor=thing.events-dlt:0, 400",
    "/dead-letters?cursor=thing.events-dlt:0:9999999999999999999, 400",
    "/dead-letters?cursor=zzz:999999999:999999999999999999, 200",
    "/dead-letters?limit=0, 400",
    "/dead-letters?limit=101, 400",
    "/dead-letters?orderId=one, 400",
    "/dead-letters?from=yesterday, 400",
    "/dead-letters?from=-1000000000-01-01T00:00:00Z&to=+1000000000-12-31T23:59:59Z, 400",
    "/dead-letters?from=-999999999-01-01T00:00:00Z, 200",
    "/dead-letters/replays?limit=0, 400",
    "/dead-letters/replays?cursor=x, 400",
    "/dead-letters/replays?cursor=-1, 200",
  })
  void answersWhateverIsAsked(String path, int status) {
    get(path).expectStatus().isEqualTo(status);
  }

  @Test
  void showsWhatNobodyWroteProperly() {
    var headers =
        Map.of(
            KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, "thing-service",
            KafkaHeaders.DLT_ORIGINAL_OFFSET, "short",
            KafkaHeaders.DLT_ORIGINAL_PARTITION, "too long for one",
            KafkaHeaders.DLT_EXCEPTION_MESSAGE, "\0".repeat(600));
    var letter = awaitDead(send(ThingService.TOPIC + "-dlt", NO_TEXT, new byte[0], headers));

    var details = details(letter);
    assertThat(details.has("original_offset")).isFalse();
    assertThat(details.has("original_topic")).isFalse();
    assertThat(Base64.getDecoder().decode(details.path("key_base64").asString()))
        .isEqualTo(NO_TEXT);
    assertThat(details.path("value").asString("none")).isEmpty();
  }

  private static String sendDead(long key, @Nullable String group) {
    Map<String, String> headers =
        group == null ? Map.of() : Map.of(KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, group);
    var text = bytes(Long.toString(key));
    return send(ThingService.TOPIC + "-dlt", text, bytes("{}"), headers);
  }

  private static List<String> ids(List<JsonNode> letters) {
    return letters.stream().map(DeadLettersTest::id).toList();
  }
}
