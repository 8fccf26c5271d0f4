package io.jumun.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** The broker takes connections and never says a word. */
@SpringBootTest(
    classes = ThingService.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"spring.application.name=thing-service", "jumun.outbox.enabled=false"})
class BrokerAwayTest {

  private static final TestDatabase DATABASE = TestInfrastructure.newDatabase("broker_away");
  private static final ServerSocket silent = silentServer();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void infrastructure(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
    registry.add("spring.kafka.bootstrap-servers", () -> "localhost:" + silent.getLocalPort());
  }

  @AfterAll
  static void close() throws IOException {
    silent.close();
  }

  @Test
  void saysSoWithinSeconds() {
    var http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    var replay = "{\"records\":[\"thing.events-dlt:0:0\"],\"requestedBy\":\"a\",\"reason\":\"b\"}";

    assertUnavailable(() -> http.get().uri("/dead-letters").exchange());
    assertUnavailable(() -> http.get().uri("/dead-letters/thing.events-dlt/0/0").exchange());
    assertUnavailable(
        () ->
            http.post()
                .uri("/dead-letters/replays")
                .contentType(MediaType.APPLICATION_JSON)
                .body(replay)
                .exchange());
    http.get().uri("/dead-letters/replays").exchange().expectStatus().isOk();
  }

  private static void assertUnavailable(
      org.junit.jupiter.api.function.ThrowingSupplier<ResponseSpec> request) {
    var response = assertTimeoutPreemptively(Duration.ofSeconds(30), request);
    response.expectStatus().isEqualTo(503).expectHeader().exists("Retry-After");
    response
        .expectBody(String.class)
        .value(body -> assertThat(body).contains("\"code\":\"BROKER_UNAVAILABLE\""));
  }

  private static ServerSocket silentServer() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
