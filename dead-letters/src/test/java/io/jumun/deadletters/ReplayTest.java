package io.jumun.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import tools.jackson.databind.JsonNode;

class ReplayTest extends DeadLettersTest {

  @Autowired MeterRegistry meters;
  @MockitoSpyBean ReplayTrail trail;

  @Test
  void handlesAReplayedRecordAndKeepsItsIdKeyValueAndHeaders() {
    long key = newKey();
    participant.broken.add(key);
    var value = "{\"thingId\": %d}".formatted(key);
    var headers = Map.of("traceparent", "00-1-2-01", "content-type", "application/json");
    var eventId = send(ThingService.TOPIC, bytes(Long.toString(key)), bytes(value), headers);
    var letter = awaitDead(eventId);
    participant.broken.remove(key);

    var answer = replay(records(letter));

    assertThat(answer.path("dry_run").asBoolean()).isFalse();
    assertThat(answer.path("count").asInt()).isEqualTo(1);
    var replayed = answer.path("replayed").get(0);
    assertThat(id(replayed)).isEqualTo(id(letter));
    assertThat(replayed.path("event_id").asString()).isEqualTo(eventId);
    assertThat(replayed.path("topic").asString()).isEqualTo(ThingService.TOPIC);
    assertThat(replayed.path("partition")).isEqualTo(letter.path("original_partition"));

    await().atMost(Duration.ofSeconds(30)).until(() -> participant.handled.contains(key));
    var record = recordsOf(eventId).getLast();
    assertThat(record.key()).isEqualTo(Long.toString(key));
    assertThat(record.value()).isEqualTo(bytes(value));
    assertThat(record.offset()).isEqualTo(replayed.path("offset").asLong());
    assertThat(record.headers().toArray())
        .extracting(Header::key)
        .containsExactlyInAnyOrder(
            "ce_id", "ce_type", "traceparent", "content-type", "jumun-replay");
    assertThat(header(record, "jumun-replay")).isEqualTo(replayed.path("replay_id").asString());
    assertThat(header(record, "traceparent")).isEqualTo("00-1-2-01");
  }

  @Test
  void tellsWhatItWouldReplayAndDoesNothing() {
    var letter = aDeadLetter(newKey());

    var answer = ok(post("{%s,\"dryRun\":true}".formatted(records(letter))));

    assertThat(answer.path("dry_run").asBoolean()).isTrue();
    assertThat(answer.path("count").asInt()).isEqualTo(1);
    assertThat(id(answer.path("replayed").get(0))).isEqualTo(id(letter));
    assertThat(replaysOf(letter)).isEmpty();
    replay(records(aDeadLetter(newKey()))); // whatever was sent before it is there when it is
    assertThat(deadLettersOf(letter.path("event_id").asString())).hasSize(1);
  }

  @Test
  void refusesToReplayTheSameRecordByAccident() {
    long key = newKey();
    var letter = aDeadLetter(key);
    participant.broken.remove(key);
    replay(records(letter));

    assertRefused(replay(records(letter)), "ALREADY_REPLAYED");
    assertRefused(ok(post("{%s,\"dryRun\":true}".formatted(records(letter)))), "ALREADY_REPLAYED");
    assertThat(replaysOf(letter)).hasSize(1);

    var again = replay(records(letter) + ",\"again\":true");
    assertThat(again.path("count").asInt()).isEqualTo(1);
    assertThat(replaysOf(letter)).hasSize(2);
    assertRefused(replay(records(letter)), "ALREADY_REPLAYED");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> recordsOf(letter.path("event_id").asString()).size() >= 2);
  }

  @Test
  void replaysOnceWhatSeveralOperatorsReplayAtATime() throws Exception {
    var letters = List.of(aDeadLetter(newKey()), aDeadLetter(newKey()), aDeadLetter(newKey()));
    var selections =
        List.of(
            records(letters.get(0), letters.get(1), letters.get(2)),
            records(letters.get(2), letters.get(1), letters.get(0)));
    int sent = 0;
    try (var operators = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          selections.stream()
              .<Callable<JsonNode>>map(selection -> () -> replay(selection))
              .toList();
      for (var answer : operators.invokeAll(calls)) {
        sent += answer.get().path("count").asInt();
        assertThat(answer.get().path("failed").isEmpty()).isTrue();
      }
    }
    assertThat(sent).isEqualTo(3);
    assertThat(letters).allSatisfy(letter -> assertThat(replaysOf(letter)).hasSize(1));
  }

  @Test
  void replaysASelectionAndTellsWhatIsNotThere() {
    long key = newKey();
    var one = aDeadLetter(key);
    var other = aDeadLetter(newKey());
    var untouched = aDeadLetter(newKey());
    var ids = "\"%s\",\"%s\",\"%s\"".formatted(id(one), id(other), id(one));

    var answer = replay("\"records\":[%s,\"thing.events-dlt:0:999999\",\"x:1:1\"]".formatted(ids));

    assertThat(answer.path("count").asInt()).isEqualTo(2);
    assertThat(answer.path("refused").findValuesAsString("id"))
        .containsExactlyInAnyOrder("thing.events-dlt:0:999999", "x:1:1");
    assertThat(answer.path("refused").findValuesAsString("code")).containsOnly("NOT_FOUND");
    assertThat(replaysOf(untouched)).isEmpty();
  }

  @Test
  void replaysWhatAFilterNames() {
    long key = newKey();
    var here = aDeadLetter(key);
    var elsewhere = awaitDead(send(ThingService.OTHER_TOPIC, key));
    var untouched = aDeadLetter(newKey());

    var answer = replay("\"filter\":{\"orderId\":%d}".formatted(key));

    assertThat(answer.path("replayed").findValuesAsString("id"))
        .containsExactly(id(elsewhere), id(here));
    assertThat(answer.has("next_cursor")).isFalse();
    assertThat(replaysOf(untouched)).isEmpty();
  }

  @Test
  void goesOnWhereALargeReplayStopped() {
    long key = newKey();
    participant.broken.add(key);
    var large = bytes("{\"thingId\":%d,\"more\":\"%s\"}".formatted(key, "x".repeat(100_000)));
    for (int i = 0; i < 15; i++) {
      send(ThingService.OTHER_TOPIC, bytes(Long.toString(key)), large, Map.of());
    }
    var path = "/dead-letters?limit=100&orderId=" + key;
    await().atMost(Duration.ofSeconds(60)).until(() -> all(path).size() == 15);

    var filter = "\"dryRun\":true,\"filter\":{\"orderId\":%d}".formatted(key);
    var first = replay(filter);
    var cursor = first.path("next_cursor").asString();
    var second = replay(filter + ",\"cursor\":\"" + cursor + "\"");

    assertThat(first.path("count").asInt()).isBetween(1, 14);
    assertThat(first.path("count").asInt() + second.path("count").asInt()).isEqualTo(15);
    assertThat(second.has("next_cursor")).isFalse();
    var ids = all(path).stream().map(letter -> "\"" + id(letter) + "\"").toList();
    post("{\"dryRun\":true,\"records\":%s}".formatted(ids)).expectStatus().isEqualTo(413);
  }

  @Test
  void showsAPoisonRecordAnewAndHowOftenItsEventWasReplayed() {
    var letter = aDeadLetter(newKey());
    var eventId = letter.path("event_id").asString();

    replay(records(letter));
    var second = awaitDead(eventId, 2).stream().filter(l -> !l.equals(letter)).toList();
    var anew = second.stream().filter(l -> !id(l).equals(id(letter))).findFirst().orElseThrow();
    replay(records(anew));

    assertThat(details(anew).path("replays").asInt()).isEqualTo(1);
    assertThat(details(anew).path("event_replays").asInt()).isEqualTo(2);
    assertThat(details(letter).path("replays").asInt()).isEqualTo(1);
    assertThat(awaitDead(eventId, 3)).hasSize(3);
  }

  @Test
  void replaysATombstoneAndARecordWithoutKey() {
    var tombstone =
        awaitDead(send(ThingService.TOPIC, bytes(Long.toString(newKey())), null, Map.of()));
    var keyless = awaitDead(send(ThingService.TOPIC, null, bytes("{}"), Map.of()));

    assertThat(replay(records(tombstone, keyless)).path("count").asInt()).isEqualTo(2);

    assertThat(awaitDead(tombstone.path("event_id").asString(), 2)).hasSize(2);
    assertThat(awaitDead(keyless.path("event_id").asString(), 2)).hasSize(2);
  }

  @Test
  void remembersWhoReplayedWhatAndWhy() {
    var letter = aDeadLetter(newKey());
    ok(post("{%s,\"requestedBy\":\" bob \",\"reason\":\"재고 복구\"}".formatted(records(letter))));

    var row = ok(get("/dead-letters/replays?limit=1")).path("items").get(0);

    assertThat(row.path("record").asString()).isEqualTo(id(letter));
    assertThat(row.path("requested_by").asString()).isEqualTo("bob");
    assertThat(row.path("reason").asString()).isEqualTo("재고 복구");
    assertThat(row.path("status").asString()).isEqualTo("SENT");
    assertThat(row.path("event_id")).isEqualTo(letter.path("event_id"));
    assertThat(row.path("attempt").asInt()).isEqualTo(1);
    assertThat(row.has("requested_at")).isTrue();
    assertThat(row.has("finished_at")).isTrue();
    assertThat(details(letter).path("history").get(0)).isEqualTo(row);
    assertThat(all("/dead-letters/replays?limit=1"))
        .isEqualTo(all("/dead-letters/replays?limit=100"));
  }

  @Test
  void leavesATraceWhenTheServiceLosesItsDatabaseAfterSending() {
    var letter = aDeadLetter(newKey());
    var away = new DataAccessResourceFailureException("the database is away");
    doThrow(away).doCallRealMethod().when(trail).finish(any());
    var body = "{%s,\"requestedBy\":\"alice\",\"reason\":\"x\"}".formatted(records(letter));

    post(body)
        .expectStatus()
        .isEqualTo(503)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("AUDIT_UNAVAILABLE");

    assertThat(replaysOf(letter)).containsExactly("REQUESTED");
    assertRefused(replay(records(letter)), "ALREADY_REPLAYED");
    assertThat(replay(records(letter) + ",\"again\":true").path("count").asInt()).isEqualTo(1);
  }

  @Test
  void sendsNothingThatItCannotWriteDown() {
    var letter = aDeadLetter(newKey());
    var away = new DataAccessResourceFailureException("the database is away");
    doThrow(away).doCallRealMethod().when(trail).request(any(), any());
    var body = "{%s,\"requestedBy\":\"alice\",\"reason\":\"x\"}".formatted(records(letter));

    post(body).expectStatus().isEqualTo(503);

    replay(records(aDeadLetter(newKey()))); // whatever was sent before it is there when it is
    assertThat(deadLettersOf(letter.path("event_id").asString())).hasSize(1);
  }

  @Test
  void refusesWhatIsReplayedElsewhereOrCameFromSomewhereElse() {
    var key = bytes(Long.toString(newKey()));
    var ours = KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP;
    var origin = KafkaHeaders.DLT_ORIGINAL_TOPIC;
    var parked =
        awaitDead(
            send(
                ThingService.TOPIC + "-dlt",
                key,
                bytes("{}"),
                Map.of(
                    ours, "thing-service", origin, "thing.events", "jumun-replay-with", "PUT /x")));
    var astray =
        awaitDead(
            send(
                ThingService.TOPIC + "-dlt",
                key,
                bytes("{}"),
                Map.of(ours, "thing-service", origin, "other.events")));

    var answer = replay(records(parked));
    assertRefused(answer, "REPLAYED_ELSEWHERE");
    assertThat(answer.path("refused").get(0).path("message").asString()).endsWith("PUT /x");
    assertRefused(replay(records(astray)), "ORIGIN_UNCLEAR");
  }

  @Test
  void storesEvenWhatPostgresWouldRefuse() {
    var eventId = "\0🍚".repeat(3_000);
    var headers =
        Map.of(
            KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP,
            "thing-service",
            KafkaHeaders.DLT_ORIGINAL_TOPIC,
            "thing.events",
            "ce_id",
            eventId);
    send(ThingService.TOPIC + "-dlt", bytes("\0"), bytes("{}"), headers);
    var letter = awaitDead(eventId);

    assertThat(replay(records(letter)).path("count").asInt()).isEqualTo(1);
    assertThat(details(letter).path("event_replays").asInt()).isEqualTo(1);
  }

  @Test
  void countsReplaysByTheirResult() {
    var letter = aDeadLetter(newKey());
    double sent = counted("sent");
    double refused = counted("refused");

    replay(records(letter));
    replay(records(letter));

    assertThat(counted("sent") - sent).isEqualTo(1);
    assertThat(counted("refused") - refused).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'requestedBy':'a','reason':'b'}",
        "{'records':[],'requestedBy':'a','reason':'b'}",
        "{'records':[null],'requestedBy':'a','reason':'b'}",
        "{'records':['x'],'requestedBy':'a','reason':'b'}",
        "{'records':['x:1:9999999999999999999'],'requestedBy':'a','reason':'b'}",
        "{'records':['x:-1:1'],'requestedBy':'a','reason':'b'}",
        "{'records':['x:1:1']}",
        "{'records':['x:1:1'],'requestedBy':'a'}",
        "{'records':['x:1:1'],'requestedBy':' ','reason':'b'}",
        "{'records':['x:1:1'],'requestedBy':'a\\u0000','reason':'b'}",
        "{'records':['x:1:1'],'requestedBy':'a','reason':'\\ud800'}",
        "{'records':['x:1:1'],'filter':{},'requestedBy':'a','reason':'b'}",
        "{'records':['x:1:1'],'cursor':'x:1:1','requestedBy':'a','reason':'b'}",
        "{'filter':{'topic':'x'},'requestedBy':'a','reason':'b'}",
        "{'filter':{'orderId':0},'requestedBy':'a','reason':'b'}",
        "{'filter':{'orderId':'1'},'requestedBy':'a','reason':'b'}",
        "{'filter':{'from':'yesterday'},'requestedBy':'a','reason':'b'}",
        "{'filter':{'form':'2026-01-01T00:00:00Z'},'requestedBy':'a','reason':'b'}",
        "{'filter':{},'cursor':'x','requestedBy':'a','reason':'b'}",
        "{'filter':{},'dryRun':'yes'}",
        "{'filter':{},'dryRun':true,'force':true}",
        "[]",
        "null",
        "nonsense",
      })
  void refusesWhatDoesNotSayExactlyWhatIsMeant(String body) {
    post(body.replace('\'', '"'))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("INVALID_REQUEST");
  }

  private static void assertRefused(JsonNode answer, String code) {
    assertThat(answer.path("count").asInt()).isZero();
    assertThat(answer.path("replayed").isEmpty()).isTrue();
    assertThat(answer.path("refused").findValuesAsString("code")).containsExactly(code);
  }

  private List<String> replaysOf(JsonNode letter) {
    var id = RecordId.parse("id", id(letter));
    return jdbc.sql(
            """
            select status from dead_letter_replays
            where dlt_topic = ? and dlt_partition = ? and dlt_offset = ?
            """)
        .params(id.topic(), id.partition(), id.offset())
        .query(String.class)
        .list();
  }

  private List<ConsumerRecord<String, byte[]>> recordsOf(String eventId) {
    return participant.received.stream().filter(r -> eventId.equals(header(r, "ce_id"))).toList();
  }

  private double counted(String result) {
    var counter = meters.find("jumun.events.replayed").tag("result", result).counter();
    return counter == null ? 0 : counter.count();
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
