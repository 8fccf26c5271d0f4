package io.jumun.kubernetes;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Prometheus reads every service, with a token, and rings for what the project's alerts say. */
final class Monitoring implements Policy {

  @Override
  public Stream<String> violations(Manifests manifests) {
    return Stream.of(
            manifests
                .ofKind("PrometheusRule")
                .filter(rule -> !rule.spec().equals(alerts()))
                .map(rule -> rule + " is not docker/observability/alerts.yml"),
            manifests.ofKind("ServiceMonitor").flatMap(monitor -> violations(monitor, manifests)))
        .flatMap(s -> s);
  }

  private static Stream<String> violations(KubernetesObject monitor, Manifests manifests) {
    var selector = Selector.of(monitor.at("/spec/selector"));
    var endpoint = monitor.at("/spec/endpoints/0");
    return Stream.of(
            manifests
                .services()
                .filter(
                    service ->
                        manifests
                            .find("Service", service.name())
                            .filter(each -> selector.selects(each.labels()))
                            .isEmpty())
                .map(service -> "does not see " + service),
            Stream.of("management")
                .filter(port -> !is(endpoint, "/port", port))
                .map(_ -> "asks elsewhere"),
            Stream.of("/actuator/prometheus")
                .filter(path -> !is(endpoint, "/path", path))
                .map(_ -> "asks for something else"),
            Stream.of("metrics")
                .filter(scope -> !is(endpoint, "/oauth2/scopes/0", scope))
                .map(_ -> "has no token for metrics"),
            Stream.of("services")
                .filter(job -> !is(endpoint, "/relabelings/0/replacement", job))
                .map(_ -> "is not the job that the alerts know"))
        .flatMap(s -> s)
        .map(violation -> monitor + " " + violation);
  }

  private static boolean is(JsonNode endpoint, String pointer, String value) {
    return endpoint.at(pointer).asString().equals(value);
  }

  private static JsonNode alerts() {
    return Manifests.YAML.readTree(ProjectFiles.read("docker/observability/alerts.yml"));
  }
}
