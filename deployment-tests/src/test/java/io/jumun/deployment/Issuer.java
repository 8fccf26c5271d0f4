package io.jumun.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** The development issuer; a token is asked for once and is good for an hour, longer than a run. */
record Issuer(String url, Map<String, String> tokens) {

  Issuer(String url) {
    this(url, new ConcurrentHashMap<>());
  }

  /**
   * @param more parameters of the form, each with & before it
   */
  String token(String client, String scope, String more) {
    return tokens.computeIfAbsent(client + more, _ -> newToken(client, scope, more));
  }

  private String newToken(String client, String scope, String more) {
    var secret = (client + ":" + client + "-development-only").getBytes(StandardCharsets.US_ASCII);
    var request =
        HttpRequest.newBuilder(URI.create(url + "/oauth2/token"))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(secret))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=client_credentials&scope=" + scope + more))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("No token: " + answer.statusCode());
      }
      return new JsonMapper().readTree(answer.body()).path("access_token").asString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
