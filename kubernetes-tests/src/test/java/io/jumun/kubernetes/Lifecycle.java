package io.jumun.kubernetes;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How pods come and go: asked for their health, and given the time that they need. */
final class Lifecycle implements Policy {

  /** Until every node knows that a pod takes no more requests. */
  private static final int PRE_STOP_SECONDS = 5;

  /**
   * Spring's default of {@code spring.lifecycle.timeout-per-shutdown-phase}, for waiting requests.
   */
  private static final Duration REQUESTS = Duration.ofSeconds(30);

  /** For consumers to commit and leave, and for the relay to let go of its slot. */
  private static final Duration THE_REST = Duration.ofSeconds(20);

  private static final Map<String, String> HEALTH =
      Map.of(
          "startupProbe", "/actuator/health/liveness",
          "livenessProbe", "/actuator/health/liveness",
          "readinessProbe", "/actuator/health/readiness");

  @Override
  public Stream<String> violations(Manifests manifests) {
    return Stream.concat(
        manifests
            .workloads()
            .filter(workload -> !"Job".equals(workload.owner().kind()))
            .flatMap(Lifecycle::missingProbes),
        manifests.services().flatMap(Lifecycle::violations));
  }

  private static Stream<String> missingProbes(Workload workload) {
    return HEALTH.keySet().stream()
        .filter(probe -> !workload.mainContainer().has(probe))
        .map(probe -> workload + " has no " + probe);
  }

  private static Stream<String> violations(Workload service) {
    var container = service.mainContainer();
    var preStop = container.at("/lifecycle/preStop/sleep/seconds").asInt(0);
    var grace = service.pod().path("terminationGracePeriodSeconds").asInt(30);
    var needed = preStop + REQUESTS.plus(THE_REST).toSeconds();
    var update = service.owner().at("/spec/strategy/rollingUpdate");
    return Stream.of(
            HEALTH.entrySet().stream()
                .filter(probe -> !asks(container.path(probe.getKey()), probe.getValue()))
                .map(probe -> probe.getKey() + " does not ask " + probe.getValue()),
            preStop < PRE_STOP_SECONDS
                ? Stream.of("stops while requests are still sent to it")
                : Stream.<String>empty(),
            grace < needed
                ? Stream.of("is killed after %d s and needs up to %d".formatted(grace, needed))
                : Stream.<String>empty(),
            update.path("maxUnavailable").asInt(1) != 0
                ? Stream.of("has fewer replicas during an update")
                : Stream.<String>empty())
        .flatMap(s -> s)
        .map(violation -> service + " " + violation);
  }

  private static boolean asks(JsonNode probe, String path) {
    return probe.at("/httpGet/path").asString().equals(path)
        && probe.at("/httpGet/port").asString().equals("management");
  }
}
