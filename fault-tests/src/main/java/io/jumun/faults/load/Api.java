package io.jumun.faults.load;

import io.jumun.faults.cluster.ServiceGroup;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP as a client outside uses it: any replica will do. */
final class Api {

  /** Longer than the shop takes at most to answer an order, whatever happens. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(1))
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  record Reply(int status, @Nullable String location, String body) {

    JsonNode data() {
      return JSON.readTree(body).path("data");
    }
  }

  /**
   * @throws IOException when there was no answer; the request may have had its effect
   */
  Reply post(ServiceGroup service, String path, Object body, Map<String, String> headers)
      throws IOException, InterruptedException {
    var replicas = service.replicas();
    var replica = replicas.get(ThreadLocalRandom.current().nextInt(replicas.size()));
    var request =
        HttpRequest.newBuilder(replica.url().resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    headers.forEach(request::header);
    var answer = http.send(request.build(), BodyHandlers.ofString());
    return new Reply(
        answer.statusCode(), answer.headers().firstValue("Location").orElse(null), answer.body());
  }
}
