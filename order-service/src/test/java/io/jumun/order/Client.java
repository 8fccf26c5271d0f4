package io.jumun.order;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A client of one replica. */
record Client(int port) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  CompletableFuture<HttpResponse<String>> post(String body, String... headers) {
    var request =
        to("/orders")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) {
    try {
      return HTTP.send(to(path).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  /** An order of two pieces of product 10. */
  static String orderOf(long userId) {
    return "{\"userId\":%d,\"items\":[{\"productId\":10,\"quantity\":2}]}".formatted(userId);
  }
}
