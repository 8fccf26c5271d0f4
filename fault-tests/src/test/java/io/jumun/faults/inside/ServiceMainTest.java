package io.jumun.faults.inside;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.embedded.DatabaseSetup;
import io.jumun.embedded.EmbeddedKafkaBroker;
import io.jumun.embedded.EmbeddedPostgresServer;
import io.jumun.local.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** product-service as a process of its own, killed at every point that it passes. */
class ServiceMainTest {

  private static EmbeddedPostgresServer postgres;
  private static EmbeddedKafkaBroker kafka;
  private static long orders;

  @BeforeAll
  static void startBackends() throws Exception {
    postgres = EmbeddedPostgresServer.startTemporary();
    postgres.createDatabase("products", "products");
    kafka = EmbeddedKafkaBroker.startTemporary();
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("order.events", 1, (short) 1))).all().get();
    }
  }

  @AfterAll
  static void stopBackends() {
    kafka.close();
    postgres.close();
  }

  /** Those before what {@link CrashPoint} pairs by the same method; each costs a start. */
  @ParameterizedTest
  @EnumSource(
      names = {"BEFORE_SEND", "AFTER_SEND", "AFTER_ACKNOWLEDGE", "BEFORE_OFFSET_COMMIT"},
      mode = Mode.INCLUDE)
  void diesWhereItIsTold(CrashPoint point) throws Exception {
    try (var service = start()) {
      service.hear("##started ");
      service.order("crash " + point.id() + " 0");
      service.hear("##ok crash " + point.id());
      placeOrder();
      service.hear("##crashed " + point.id());
      assertThat(service.exitCode()).isEqualTo(137);
    }
  }

  @Test
  void diesAfterSomeCommitsOfRequests() throws Exception {
    try (var service = start()) {
      var port = service.hear("##started ");
      assertThat(addProduct(port)).isEqualTo(201);
      service.order("crash after-commit 2");
      service.hear("##ok crash after-commit");
      int added = 0;
      try {
        while (added < 10 && addProduct(port) == 201) {
          added++;
        }
      } catch (IOException _) {
        // The process died with the request in its hands.
      }
      assertThat(added).isLessThanOrEqualTo(2);
      service.hear("##crashed after-commit");
      assertThat(service.exitCode()).isEqualTo(137);
    }
  }

  @Test
  void diesBeforeItHasStarted() throws Exception {
    try (var service = start("-Djumun.crash-point=before-commit:0")) {
      service.hear("##crashed before-commit");
      assertThat(service.exitCode()).isEqualTo(137);
    }
  }

  @Test
  void stopsGracefullyOnSigterm() throws Exception {
    try (var service = start("-Djumun.clock-skew=3600000")) {
      assertThat(addProduct(service.hear("##started "))).isEqualTo(201);
      service.terminate();
      assertThat(service.exitCode()).isEqualTo(143);
    }
  }

  private static ChildJvm start(String... properties) {
    var settings = new HashMap<>(LocalStack.OPEN);
    settings.putAll(DatabaseSetup.settings("products", "products"));
    settings.put("server.port", "0");
    settings.put("server.address", "127.0.0.1");
    settings.put("spring.datasource.url", postgres.jdbcUrl("products"));
    settings.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
    var arguments =
        Stream.concat(
            Stream.of("product-service"),
            settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue()));
    return ChildJvm.start(List.of(properties), ServiceMain.class, arguments.toArray(String[]::new));
  }

  private static int addProduct(String port) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/products"))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"name\":\"tea\",\"price\":100,\"stock\":5}"))
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private static void placeOrder() throws Exception {
    long id = ++orders;
    var event =
        "{\"orderId\":%d,\"userId\":1,\"lines\":[{\"productId\":1,\"quantity\":1}],\"createdAt\":\"2026-01-01T00:00:00Z\"}"
            .formatted(id);
    var record = new ProducerRecord<>("order.events", Long.toString(id), event);
    record.headers().add("ce_type", "io.jumun.OrderCreated.v1".getBytes(StandardCharsets.UTF_8));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(record).get();
    }
  }
}
