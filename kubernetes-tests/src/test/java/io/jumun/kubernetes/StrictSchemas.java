package io.jumun.kubernetes;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of Kubernetes and of the operators' custom resources, made strict as the API server
 * is with {@code --validate=strict}: a field that they do not know is an error. What they say in
 * CEL is not checked here.
 */
final class StrictSchemas {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String METADATA =
      "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

  private final Map<String, ObjectNode> documents = new HashMap<>();
  private final Map<String, Schema> schemas = new HashMap<>();
  private final ObjectNode definitions;

  StrictSchemas() {
    var files = files();
    definitions = (ObjectNode) read(files, "kubernetes.json").path("definitions");
    definitions.values().forEach(StrictSchemas::makeStrict);
    definitions.propertyStream().forEach(entry -> addBuiltIn(entry.getKey(), entry.getValue()));
    files.stream()
        .filter(file -> !file.endsWith("kubernetes.json"))
        .forEach(file -> addCustomResource(file, JSON.readTree(file.toFile())));
  }

  /** What is wrong with an object; empty when it is valid. */
  List<String> violations(KubernetesObject object) {
    var type = object.apiVersion() + " " + object.kind();
    if (!documents.containsKey(type)) {
      return List.of(object + ": there is no " + type);
    }
    return schemas.computeIfAbsent(type, this::compile).validate(object.json()).stream()
        .map(error -> object + " " + error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  private Schema compile(String type) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(documents.get(type));
  }

  private void addBuiltIn(String name, JsonNode definition) {
    for (var type : definition.path("x-kubernetes-group-version-kind").values()) {
      var group = type.path("group").asString();
      var version = type.path("version").asString();
      var document = JSON.createObjectNode();
      document.put("$ref", "#/definitions/" + name);
      add(group.isEmpty() ? version : group + "/" + version, type.path("kind"), document);
    }
  }

  /** Its file is named {@code <group>_<version>_<kind>.json}. */
  private void addCustomResource(Path file, JsonNode schema) {
    var name = file.getFileName().toString().replace(".json", "").split("_");
    makeStrict(schema);
    ((ObjectNode) schema.path("properties")).putObject("metadata").put("$ref", METADATA);
    add(name[0] + "/" + name[1], JSON.valueToTree(name[2]), (ObjectNode) schema);
  }

  private void add(String apiVersion, JsonNode kind, ObjectNode document) {
    document.withArray("required").add("apiVersion").add("kind").add("metadata");
    document.set("definitions", definitions);
    documents.put(apiVersion + " " + kind.asString(), document);
  }

  /**
   * Alternatives ({@code anyOf} and the like) are parts of a whole that says itself what it has.
   */
  private static void makeStrict(JsonNode schema) {
    if (!(schema instanceof ObjectNode node)) {
      return;
    }
    if ("int-or-string".equals(node.path("format").asString())) {
      node.putArray("type").add("integer").add("string");
    }
    if (node.has("properties")
        && !node.has("additionalProperties")
        && !node.has("x-kubernetes-preserve-unknown-fields")) {
      node.put("additionalProperties", false);
    }
    node.path("properties").values().forEach(StrictSchemas::makeStrict);
    Stream.of("items", "additionalProperties").map(node::path).forEach(StrictSchemas::makeStrict);
  }

  private static JsonNode read(List<Path> files, String name) {
    var file = files.stream().filter(path -> path.endsWith(name)).findFirst().orElseThrow();
    return JSON.readTree(file.toFile());
  }

  private static List<Path> files() {
    var folder = Objects.requireNonNull(StrictSchemas.class.getResource("/schemas"));
    try (var files = Files.list(Path.of(folder.toURI()))) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
