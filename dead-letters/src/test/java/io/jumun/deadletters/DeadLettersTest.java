package io.jumun.deadletters;

import static org.awaitility.Awaitility.await;

import io.jumun.deadletters.ThingService.Participant;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running service that sets records aside, on real servers, asked over HTTP. */
@SpringBootTest(
    classes = ThingService.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.application.name=thing-service",
      "spring.threads.virtual.enabled=true",
      "jumun.outbox.enabled=false",
      "jumun.dead-letters.read-timeout=60s",
      "jumun.dead-letters.send-timeout=60s",
      "jumun.dead-letters.max-replay-size=1MB"
    })
abstract class DeadLettersTest {

  private static final TestDatabase DATABASE = TestInfrastructure.newDatabase("dead_letters");
  private static final AtomicLong KEYS = new AtomicLong();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final KafkaProducer<byte @Nullable [], byte @Nullable []> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  @Autowired Participant participant;
  @Autowired JdbcClient jdbc;
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void infrastructure(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
  }

  /** A key that no other test uses. */
  static long newKey() {
    return KEYS.incrementAndGet();
  }

  /**
   * @return its {@code ce_id}
   */
  static String send(String topic, long key) {
    return send(
        topic, bytes(Long.toString(key)), bytes("{\"thingId\":%d}".formatted(key)), Map.of());
  }

  static String send(
      String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
    var eventId = UUID.randomUUID().toString();
    var record = new ProducerRecord<byte @Nullable [], byte @Nullable []>(topic, key, value);
    record.headers().add("ce_id", bytes(eventId)).add("ce_type", bytes(ThingService.TYPE));
    headers.forEach((name, text) -> record.headers().add(name, bytes(text)));
    awaitSent(producer.send(record));
    return eventId;
  }

  private static void awaitSent(Future<?> acknowledgement) {
    try {
      acknowledgement.get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("Kafka did not take it", e);
    }
  }

  /** Sends something that is set aside, and waits until it is. */
  JsonNode aDeadLetter(long key) {
    participant.broken.add(key);
    var eventId = send(ThingService.TOPIC, key);
    return awaitDead(eventId);
  }

  JsonNode awaitDead(String eventId) {
    return awaitDead(eventId, 1).getFirst();
  }

  List<JsonNode> awaitDead(String eventId, int count) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> deadLettersOf(eventId), found -> found.size() >= count);
  }

  List<JsonNode> deadLettersOf(String eventId) {
    return all("/dead-letters?limit=100").stream()
        .filter(letter -> eventId.equals(letter.path("event_id").asString("")))
        .toList();
  }

  /** All items of all pages. */
  List<JsonNode> all(String path) {
    var items = new ArrayList<JsonNode>();
    var cursor = "";
    do {
      var page = ok(get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor)));
      page.path("items").forEach(items::add);
      cursor = page.path("next_cursor").asString("");
    } while (!cursor.isEmpty());
    return items;
  }

  JsonNode details(JsonNode letter) {
    return ok(get("/dead-letters/" + id(letter).replace(':', '/')));
  }

  /** Without dry run, by alice, for a reason. */
  JsonNode replay(String selection) {
    return ok(
        post("{%s,\"requestedBy\":\"alice\",\"reason\":\"it is mended\"}".formatted(selection)));
  }

  static String records(JsonNode... letters) {
    var ids = Arrays.stream(letters).map(l -> "\"" + id(l) + "\"").toList();
    return "\"records\":" + ids;
  }

  static String id(JsonNode letter) {
    return letter.path("id").asString();
  }

  ResponseSpec get(String path) {
    return http().get().uri(path).exchange();
  }

  ResponseSpec post(String body) {
    return http()
        .post()
        .uri("/dead-letters/replays")
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .exchange();
  }

  static JsonNode ok(ResponseSpec response) {
    return data(response.expectStatus().isOk());
  }

  static JsonNode data(ResponseSpec response) {
    var body = response.expectBody(String.class).returnResult().getResponseBody();
    return JSON.readTree(Objects.requireNonNull(body)).path("data");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private RestTestClient http() {
    return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
  }
}
