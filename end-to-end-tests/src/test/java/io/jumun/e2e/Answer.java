package io.jumun.e2e;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client was told. */
record Answer(HttpResponse<String> response) {

  private static final JsonMapper JSON = new JsonMapper();

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  JsonNode json() {
    try {
      return JSON.readTree(body());
    } catch (JacksonException e) {
      throw new AssertionError("Not JSON, with status " + status() + ": " + body(), e);
    }
  }

  JsonNode data() {
    return json().get("data");
  }

  String code() {
    return json().path("code").asString("");
  }

  @Nullable String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** From {@code Location}; fails where the answer has none. */
  long orderId() {
    var location = header("Location");
    if (location == null) {
      throw new AssertionError("No Location in the answer " + status() + ": " + body());
    }
    return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
  }
}
