package io.jumun.kubernetes;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Something that has pods. */
record Workload(KubernetesObject owner) {

  String name() {
    return owner.name();
  }

  JsonNode pod() {
    return owner.at("/spec/template/spec");
  }

  Map<String, String> labels() {
    return KubernetesObject.strings(owner.at("/spec/template/metadata/labels"));
  }

  /** Also those that run first. */
  Stream<JsonNode> containers() {
    return Stream.concat(
        pod().path("initContainers").valueStream(), pod().path("containers").valueStream());
  }

  JsonNode mainContainer() {
    return pod().path("containers").path(0);
  }

  Map<String, Integer> ports() {
    return mainContainer()
        .path("ports")
        .valueStream()
        .collect(
            Collectors.toMap(
                port -> port.path("name").asString(), port -> port.path("containerPort").asInt()));
  }

  /** What the main container finds in its environment, but for what comes from secrets. */
  Map<String, String> environment(Manifests manifests) {
    var environment = new HashMap<String, String>();
    mainContainer()
        .path("envFrom")
        .valueStream()
        .map(source -> source.at("/configMapRef/name").asString())
        .map(name -> manifests.find("ConfigMap", name).orElseThrow())
        .forEach(map -> environment.putAll(KubernetesObject.strings(map.at("/data"))));
    mainContainer()
        .path("env")
        .valueStream()
        .filter(variable -> variable.has("value"))
        .forEach(
            variable ->
                environment.put(
                    variable.path("name").asString(), variable.path("value").asString()));
    return environment;
  }

  /**
   * The files of secrets that the service reads as settings: the setting, and {@code secret/key}.
   */
  Map<String, String> secretSettings() {
    return pod()
        .path("volumes")
        .valueStream()
        .filter(volume -> "secrets".equals(volume.path("name").asString()))
        .flatMap(volume -> volume.at("/projected/sources").valueStream())
        .map(source -> source.path("secret"))
        .flatMap(
            secret ->
                secret
                    .path("items")
                    .valueStream()
                    .map(
                        item ->
                            Map.entry(
                                item.path("path").asString(),
                                secret.path("name").asString()
                                    + "/"
                                    + item.path("key").asString())))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public String toString() {
    return owner.toString();
  }
}
