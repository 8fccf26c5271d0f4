package io.jumun.kubernetes;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A label selector. An empty one selects everything. */
record Selector(JsonNode json) {

  static Selector of(JsonNode json) {
    return new Selector(json);
  }

  boolean selects(Map<String, String> labels) {
    return KubernetesObject.strings(json.path("matchLabels")).entrySet().stream()
            .allMatch(wanted -> Objects.equals(labels.get(wanted.getKey()), wanted.getValue()))
        && json.path("matchExpressions").valueStream().allMatch(each -> holds(each, labels));
  }

  private static boolean holds(JsonNode expression, Map<String, String> labels) {
    var value = labels.get(expression.path("key").asString());
    return switch (expression.path("operator").asString()) {
      case "Exists" -> value != null;
      case "In" ->
          Stream.ofNullable(value)
              .anyMatch(
                  expression
                          .path("values")
                          .valueStream()
                          .map(JsonNode::asString)
                          .collect(Collectors.toSet())
                      ::contains);
      default -> throw new IllegalArgumentException(expression.toString());
    };
  }
}
