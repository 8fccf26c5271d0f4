package io.jumun.kubernetes;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One document of what is rendered. */
record KubernetesObject(ObjectNode json) {

  String apiVersion() {
    return json.path("apiVersion").asString();
  }

  String kind() {
    return json.path("kind").asString();
  }

  String name() {
    return json.path("metadata").path("name").asString();
  }

  JsonNode spec() {
    return json.path("spec");
  }

  JsonNode at(String pointer) {
    return json.at(pointer);
  }

  Map<String, String> labels() {
    return strings(json.at("/metadata/labels"));
  }

  static Map<String, String> strings(JsonNode object) {
    return object
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asString()));
  }

  @Override
  public String toString() {
    return kind() + "/" + name();
  }
}
