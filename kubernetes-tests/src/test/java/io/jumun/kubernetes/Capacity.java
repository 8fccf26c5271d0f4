package io.jumun.kubernetes;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What pods may use, how many there are, where they are, and how many may be away at a time. */
final class Capacity implements Policy {

  /** Of a replica: the pool, the relay's pool, its stream, and the listener for outcomes. */
  private static final int CONNECTIONS = 10 + 4 + 1 + 1;

  @Override
  public Stream<String> violations(Manifests manifests) {
    return Stream.of(
            manifests.workloads().flatMap(Capacity::unlimited),
            manifests.services().flatMap(service -> scaled(service, manifests)),
            manifests.services().flatMap(Capacity::spread))
        .flatMap(s -> s);
  }

  private static Stream<String> unlimited(Workload workload) {
    return workload
        .containers()
        .flatMap(
            container ->
                Stream.of(
                        "requests/cpu",
                        "requests/memory",
                        "limits/memory",
                        "limits/ephemeral-storage")
                    .filter(each -> container.at("/resources/" + each).isMissingNode())
                    .map(
                        each ->
                            workload
                                + " "
                                + container.path("name").asString()
                                + " has no "
                                + each));
  }

  /** By one autoscaler, or by hand. */
  private static Stream<String> scaled(Workload service, Manifests manifests) {
    var scalers =
        manifests
            .ofKind("HorizontalPodAutoscaler", "ScaledObject")
            .filter(each -> each.at("/spec/scaleTargetRef/name").asString().equals(service.name()))
            .toList();
    var byHand = service.owner().spec().has("replicas");
    if (scalers.size() + (byHand ? 1 : 0) != 1) {
      return Stream.of("%s is scaled by %s, by hand: %s".formatted(service, scalers, byHand));
    }
    return scalers.stream().flatMap(scaler -> scaled(service, scaler, manifests));
  }

  private static Stream<String> scaled(
      Workload service, KubernetesObject scaler, Manifests manifests) {
    int least = either(scaler, "minReplicas", "minReplicaCount");
    int most = either(scaler, "maxReplicas", "maxReplicaCount");
    return Stream.of(
            least < 2 ? Stream.of("has nobody standing by") : Stream.<String>empty(),
            disrupted(service, manifests),
            manifests
                .ofKind("KafkaTopic")
                .filter(topic -> topic.at("/spec/partitions").asInt() < most)
                .map(topic -> "may have more replicas than there are partitions of " + topic),
            connections(service, most, manifests),
            unqualified(scaler))
        .flatMap(s -> s)
        .map(violation -> service + " " + violation);
  }

  /** Autoscalers by lag run elsewhere, where a short name means another service. */
  private static Stream<String> unqualified(KubernetesObject scaler) {
    return scaler
        .spec()
        .path("triggers")
        .valueStream()
        .map(trigger -> trigger.at("/metadata/bootstrapServers").asString(""))
        .filter(broker -> !broker.isEmpty() && !broker.contains(".jumun.svc:"))
        .map(broker -> "is scaled by lag of a broker without its namespace, " + broker);
  }

  private static Stream<String> disrupted(Workload service, Manifests manifests) {
    var budgets =
        manifests
            .ofKind("PodDisruptionBudget")
            .filter(
                budget ->
                    Selector.of(budget.at("/spec/selector")).selects(service.labels())
                        && budget.at("/spec/maxUnavailable").asInt() == 1)
            .toList();
    return budgets.size() == 1 ? Stream.empty() : Stream.of("has not one budget but " + budgets);
  }

  /** During an update there is one replica more. */
  private static Stream<String> connections(Workload service, int most, Manifests manifests) {
    var database = JumunService.named(service.name()).orElseThrow().database();
    return manifests
        .find("Cluster", database + "-db")
        .map(cluster -> cluster.at("/spec/postgresql/parameters/max_connections").asInt())
        .filter(allowed -> allowed < (most + 1) * CONNECTIONS)
        .map(allowed -> "may need " + (most + 1) * CONNECTIONS + " connections of " + allowed)
        .stream();
  }

  private static Stream<String> spread(Workload service) {
    return List.of("kubernetes.io/hostname", "topology.kubernetes.io/zone").stream()
        .filter(
            topology ->
                service
                    .pod()
                    .path("topologySpreadConstraints")
                    .valueStream()
                    .filter(each -> each.path("topologyKey").asString().equals(topology))
                    .map(each -> each.path("labelSelector"))
                    .noneMatch(each -> Selector.of(each).selects(service.labels())))
        .map(topology -> service + " is not spread by " + topology);
  }

  private static int either(KubernetesObject scaler, String one, String other) {
    JsonNode spec = scaler.spec();
    return spec.has(one) ? spec.path(one).asInt() : spec.path(other).asInt();
  }
}
