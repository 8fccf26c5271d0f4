package io.jumun.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPlatformTest {

  private static final String ORDER = "{\"orderId\":7,\"finalAmount\":18000}";

  @TempDir Path directory;

  @Test
  void takesAnOrderOncePerKey() throws Exception {
    try (var platform = DataPlatform.start(directory, 0)) {
      assertThat(post(platform, "7")).isEqualTo(201);
      assertThat(post(platform, "7")).isEqualTo(200);
      assertThat(platform.paidOrders()).containsOnlyKeys("7").containsValue(ORDER);
    }
  }

  @Test
  void remembersOrdersWhenItIsStartedAgain() throws Exception {
    try (var platform = DataPlatform.start(directory, 0)) {
      post(platform, "7");
    }
    try (var platform = DataPlatform.start(directory, 0)) {
      assertThat(platform.paidOrders()).containsEntry("7", ORDER);
      assertThat(post(platform, "7")).isEqualTo(200);
    }
  }

  private static int post(DataPlatform platform, String key) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(platform.url().resolve("/v1/paid-orders"))
              .header("Idempotency-Key", key)
              .POST(HttpRequest.BodyPublishers.ofString(ORDER))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }
}
