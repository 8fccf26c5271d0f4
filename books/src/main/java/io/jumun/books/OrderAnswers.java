package io.jumun.books;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads answers to {@code POST /orders}. */
final class OrderAnswers {

  private static final JsonMapper JSON = new JsonMapper();

  private OrderAnswers() {}

  static OrderOutcome outcomeOf(int status, @Nullable String location, String body) {
    var order = orderIn(location);
    var json = parse(body);
    var code = json.path("code").asString("");
    return switch (status) {
      case 200 -> paid(json);
      case 202 -> new OrderOutcome.Accepted(json.path("data").path("order_id").asLong(0));
      default ->
          isPromise(status, code)
              ? new OrderOutcome.Rejected(status, code, order)
              : new OrderOutcome.Unknown(status + " " + code, order);
    };
  }

  /** Whether it is a promise of the service that nothing is paid, and nobody else's error. */
  private static boolean isPromise(int status, String code) {
    return switch (status) {
      case 500 -> code.equals("INTERNAL_SERVER_ERROR");
      case 503 -> code.equals("TOO_MANY_OPEN_ORDERS");
      default -> status >= 400 && status < 500 && !code.isEmpty();
    };
  }

  private static OrderOutcome paid(JsonNode json) {
    var data = json.path("data");
    return new OrderOutcome.Paid(
        data.path("order_id").asLong(0), data.path("final_amount").asLong(-1));
  }

  private static @Nullable Long orderIn(@Nullable String location) {
    if (location == null) {
      return null;
    }
    return Long.valueOf(location.substring(location.lastIndexOf('/') + 1));
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return JSON.missingNode(); // not from the service
    }
  }
}
