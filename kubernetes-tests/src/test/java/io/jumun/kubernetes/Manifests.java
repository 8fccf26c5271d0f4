package io.jumun.kubernetes;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** All objects of the base or of an overlay, as {@code k8s/render} has left them. */
record Manifests(List<KubernetesObject> objects) {

  static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  static final List<String> OVERLAYS = List.of("base", "local", "prod");

  static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  static Manifests of(String overlay) {
    return parse(ProjectFiles.read("k8s/rendered/" + overlay + ".yaml"));
  }

  static Manifests parse(String yaml) {
    try (var documents = YAML.readerFor(ObjectNode.class).<ObjectNode>readValues(yaml)) {
      return new Manifests(documents.readAll().stream().map(KubernetesObject::new).toList());
    }
  }

  Stream<KubernetesObject> ofKind(String... kinds) {
    var wanted = Set.of(kinds);
    return objects.stream().filter(object -> wanted.contains(object.kind()));
  }

  Optional<KubernetesObject> find(String kind, String name) {
    return ofKind(kind).filter(object -> object.name().equals(name)).findFirst();
  }

  /** What has pods that are described here, and not by an operator. */
  Stream<Workload> workloads() {
    return ofKind("Deployment", "StatefulSet", "Job").map(Workload::new);
  }

  /** The five services. */
  Stream<Workload> services() {
    return workloads()
        .filter(workload -> "service".equals(workload.labels().get("app.kubernetes.io/component")));
  }
}
