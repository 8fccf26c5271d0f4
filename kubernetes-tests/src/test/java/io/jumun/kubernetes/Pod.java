package io.jumun.kubernetes;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of pod, as policies see it.
 *
 * @param operator who makes it, where it is not described here
 */
record Pod(
    String name,
    Map<String, String> labels,
    Map<String, Integer> ports,
    Optional<String> operator) {

  /** Those of the manifests, and those that operators make of them. */
  static Stream<Pod> of(Manifests manifests) {
    return Stream.of(
            manifests
                .workloads()
                .map(each -> new Pod(each.name(), each.labels(), each.ports(), Optional.empty())),
            manifests.ofKind("KafkaNodePool").map(Pod::ofPool),
            manifests
                .ofKind("Kafka")
                .flatMap(
                    kafka ->
                        Stream.of(
                            strimzi(
                                kafka.name() + "-kafka-exporter", kafka.name(), "metrics", 9404),
                            strimzi(
                                kafka.name() + "-entity-operator", kafka.name(), "health", 8081))),
            manifests.ofKind("Cluster").map(Pod::ofDatabase))
        .flatMap(s -> s);
  }

  /** Within what one operator makes of one object; its own policies and ours let them talk. */
  boolean belongsWith(Pod other) {
    return operator.isPresent() && operator.equals(other.operator);
  }

  private static Pod ofPool(KubernetesObject pool) {
    var cluster = pool.labels().getOrDefault("strimzi.io/cluster", "");
    var pod = strimzi(cluster + "-kafka", cluster, "services", 9092);
    var labels = new HashMap<>(pod.labels());
    labels.putAll(KubernetesObject.strings(pool.at("/spec/template/pod/metadata/labels")));
    return new Pod(pool.name(), labels, pod.ports(), pod.operator());
  }

  private static Pod strimzi(String name, String cluster, String port, int number) {
    return new Pod(
        name,
        Map.of("strimzi.io/cluster", cluster, "strimzi.io/name", name),
        Map.of(port, number),
        Optional.of("Strimzi " + cluster));
  }

  private static Pod ofDatabase(KubernetesObject cluster) {
    var labels =
        new HashMap<>(KubernetesObject.strings(cluster.at("/spec/inheritedMetadata/labels")));
    labels.put("cnpg.io/cluster", cluster.name());
    return new Pod(
        cluster.name(),
        labels,
        Map.of("postgresql", 5432, "status", 8000),
        Optional.of("CloudNativePG " + cluster.name()));
  }

  @Override
  public String toString() {
    return name;
  }
}
