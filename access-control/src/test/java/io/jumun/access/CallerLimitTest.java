package io.jumun.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Who calls too often. */
@TestPropertySource(
    properties = {
      "jumun.security.requests-per-second=1",
      "jumun.security.refusals-per-second=1",
      "server.forward-headers-strategy=none"
    })
class CallerLimitTest extends GuardedServiceTest {

  @Test
  void stopsACallerButNoOther() {
    assertThat(statuses("101")).contains(200, 429);
    var stopped = get("/things", ISSUER.token("101", Scopes.ORDERS));
    refused(stopped, HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS");
    assertThat(stopped.returnResult().getResponseHeaders().getFirst("Retry-After")).isEqualTo("1");
    get("/things", ISSUER.token("102", Scopes.ORDERS)).expectStatus().isOk();
  }

  @Test
  void stopsAnAddressWithoutATokenButNoCallerWithOneThere() {
    var statuses =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    RestTestClient.bindToServer()
                        .baseUrl("http://localhost:" + port)
                        .build()
                        .get()
                        .uri("/things")
                        .header("Authorization", "Bearer guess-" + i)
                        .header("X-Forwarded-For", "192.0.2." + i) // believed by nobody
                        .exchange()
                        .returnResult()
                        .getStatus()
                        .value());
    assertThat(statuses).contains(401, 429);
    refused(get("/things", null), HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS");
    get("/things", ISSUER.token("103", Scopes.ORDERS)).expectStatus().isOk();
  }

  /** The body never comes, and the answer is there all the same. */
  @Test
  void refusesBeforeItReadsAnything() throws IOException {
    try (var socket = new Socket("localhost", port)) {
      socket.setSoTimeout(10_000);
      var request =
          """
          POST /things HTTP/1.1
          Host: localhost
          Content-Type: application/json
          Content-Length: 1000

          """;
      socket
          .getOutputStream()
          .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(answer).matches("HTTP/1.1 4(01|29)");
    }
  }

  private int[] statuses(String user) {
    return IntStream.range(0, 5)
        .map(
            _ ->
                get("/things", ISSUER.token(user, Scopes.ORDERS))
                    .returnResult()
                    .getStatus()
                    .value())
        .toArray();
  }
}
