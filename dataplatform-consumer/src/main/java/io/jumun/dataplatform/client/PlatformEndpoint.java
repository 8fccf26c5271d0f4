package io.jumun.dataplatform.client;

import io.jumun.dataplatform.PaidOrder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** {@code POST /v1/paid-orders}, one request and nothing else. */
final class PlatformEndpoint {

  private static final int EXCERPT_BYTES = 300;
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7e]+");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\ufffd]+");

  private final RestClient client;
  private final Clock clock;

  PlatformEndpoint(RestClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /**
   * @throws PlatformFailure when there was no answer
   */
  Reply post(PaidOrder order) {
    try {
      return client
          .post()
          .uri("/v1/paid-orders")
          .contentType(MediaType.APPLICATION_JSON)
          .headers(headers -> describe(order, headers))
          .body(order.payload().getBytes(StandardCharsets.UTF_8))
          .exchangeForRequiredValue(
              (_, response) ->
                  new Reply(
                      response.getStatusCode().value(),
                      RetryAfter.parse(
                          response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER), clock),
                      excerpt(response.getBody())));
    } catch (ResourceAccessException e) {
      throw new PlatformFailure("The platform did not answer: " + e.getMostSpecificCause());
    }
  }

  /** Attributes travel as CloudEvents binds them to HTTP: {@code ce_type} becomes ce-type. */
  private static void describe(PaidOrder order, HttpHeaders headers) {
    order.headers().entrySet().stream()
        .filter(header -> header.getKey().matches("ce_[a-z0-9]+"))
        .filter(header -> HEADER_VALUE.matcher(header.getValue()).matches())
        .map(header -> Map.entry("ce-" + header.getKey().substring(3), header.getValue()))
        .forEach(header -> headers.set(header.getKey(), header.getValue()));
    headers.set("Idempotency-Key", order.eventId().toString());
    if (order.traceparent() != null) {
      headers.set("traceparent", order.traceparent());
    }
  }

  private static String excerpt(InputStream body) throws IOException {
    var text = new String(body.readNBytes(EXCERPT_BYTES), StandardCharsets.UTF_8);
    return UNPRINTABLE.matcher(text).replaceAll(" ").strip();
  }
}
