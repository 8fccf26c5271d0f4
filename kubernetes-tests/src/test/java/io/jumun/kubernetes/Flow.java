package io.jumun.kubernetes;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Somebody who has to reach a host's port, because his settings name it. */
record Flow(Pod from, String host, int port) {

  private static final Pattern ADDRESS =
      Pattern.compile("([a-z][a-z0-9.-]*[a-z0-9])[:/](\\d{2,5})\\b");
  private static final Pattern HTTPS = Pattern.compile("https://([a-z0-9.-]+)(?!.*:\\d)");

  static List<Flow> of(Manifests manifests) {
    return manifests
        .workloads()
        .filter(workload -> !"StatefulSet".equals(workload.owner().kind()))
        .flatMap(workload -> addresses(workload, manifests))
        .toList();
  }

  boolean isOutside() {
    return host.contains(".");
  }

  /** The pods behind the host: of a Service here, or of one that an operator makes. */
  Stream<Pod> targets(Manifests manifests, List<Pod> pods) {
    return manifests
        .find("Service", host)
        .map(service -> KubernetesObject.strings(service.at("/spec/selector")))
        .map(
            selector ->
                pods.stream()
                    .filter(pod -> pod.labels().entrySet().containsAll(selector.entrySet())))
        .orElseGet(() -> pods.stream().filter(this::isMadeByOperator));
  }

  private boolean isMadeByOperator(Pod pod) {
    return pod.operator().isPresent()
        && (host.equals(pod.name() + "-rw")
            || (host.endsWith("-kafka-bootstrap") && pod.labels().containsKey("jumun.io/role")));
  }

  private static Stream<Flow> addresses(Workload workload, Manifests manifests) {
    var pod =
        Pod.of(manifests)
            .filter(each -> each.name().equals(workload.name()))
            .findFirst()
            .orElseThrow();
    return texts(workload, manifests)
        .flatMap(
            text ->
                Stream.concat(
                    ADDRESS
                        .matcher(text)
                        .results()
                        .map(m -> new Flow(pod, m.group(1), Integer.parseInt(m.group(2)))),
                    HTTPS.matcher(text).results().map(m -> new Flow(pod, m.group(1), 443))));
  }

  /** Settings of a service, scripts of a job. */
  private static Stream<String> texts(Workload workload, Manifests manifests) {
    var commands =
        workload
            .containers()
            .flatMap(each -> each.path("command").valueStream())
            .map(c -> c.asString());
    var scripts =
        workload
            .pod()
            .path("volumes")
            .valueStream()
            .map(volume -> volume.at("/configMap/name").asString())
            .flatMap(name -> manifests.find("ConfigMap", name).stream())
            .flatMap(map -> KubernetesObject.strings(map.at("/data")).values().stream());
    return Stream.of(workload.environment(manifests).values().stream(), commands, scripts)
        .flatMap(s -> s);
  }
}
