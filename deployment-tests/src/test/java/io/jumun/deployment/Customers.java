package io.jumun.deployment;

import io.jumun.books.ClientAction.OrderAttempt;
import io.jumun.books.ClientHistory;
import io.jumun.books.OrderOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who buys over HTTP from the demo data, and remembers what they were told. */
final class Customers implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final ComposedShop shop;
  private final ClientHistory history = new ClientHistory();
  private final HttpClient http = HttpClient.newHttpClient();

  Customers(ComposedShop shop) {
    this.shop = shop;
    for (long user = 1; user <= 3; user++) {
      history.charged(user, 1_000_000_000);
      for (long coupon = 1; coupon <= 5; coupon++) {
        history.issued(coupon, user);
      }
    }
    for (long product = 1; product <= 10; product++) {
      history.supplied(product, 1_000_000);
    }
  }

  ClientHistory history() {
    return history;
  }

  /** Whether {@code docker/demo-data} is through: it creates product 10 last. */
  boolean findTheDemoData() {
    try {
      return send(authorized("product-service", "/products/10", 1).GET()).statusCode() == 200;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  OrderOutcome buy(long user, long product, long quantity, @Nullable Long coupon) {
    var body =
        "{\"userId\":%d,\"items\":[{\"productId\":%d,\"quantity\":%d}]%s}"
            .formatted(user, product, quantity, coupon == null ? "" : ",\"couponId\":" + coupon);
    var started = Instant.now();
    var outcome = post(user, body);
    var lines = new TreeMap<>(Map.of(product, quantity));
    history.add(new OrderAttempt(user, lines, coupon, null, started, Instant.now(), outcome));
    return outcome;
  }

  int statusWithoutToken(String service, String path) {
    try {
      return send(request(shop.httpUrl(service) + path)).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OrderOutcome post(long user, String body) {
    try {
      var answer =
          send(
              authorized("order-service", "/orders", user)
                  .timeout(Duration.ofSeconds(150))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body)));
      return OrderOutcome.of(
          answer.statusCode(), answer.headers().firstValue("Location").orElse(null), answer.body());
    } catch (IOException e) {
      return OrderOutcome.unknown(e);
    }
  }

  /** What the data platform's stand-in holds. */
  List<String> delivered() {
    try {
      var all =
          JSON.readTree(send(request(shop.httpUrl("data-platform") + "/v1/paid-orders")).body());
      return StreamSupport.stream(all.spliterator(), false).map(JsonNode::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest.Builder authorized(String service, String path, long user) {
    return request(shop.httpUrl(service) + path)
        .header(
            "Authorization",
            "Bearer " + shop.issuer().token("customer", "orders", "&user=" + user));
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
