package io.jumun.kubernetes;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Every pod keeps to Pod Security "restricted", and to more: a read-only root, no token, no links.
 */
final class Confinement implements Policy {

  @Override
  public Stream<String> violations(Manifests manifests) {
    var namespace =
        manifests
            .ofKind("Namespace")
            .filter(
                each ->
                    !"restricted".equals(each.labels().get("pod-security.kubernetes.io/enforce")))
            .map(each -> each + " does not enforce Pod Security restricted");
    return Stream.concat(namespace, manifests.workloads().flatMap(Confinement::violations));
  }

  private static Stream<String> violations(Workload workload) {
    var pod = workload.pod();
    var security = pod.path("securityContext");
    var found =
        Stream.of(
            unless(
                isFalse(pod.path("automountServiceAccountToken")), "has a service account's token"),
            unless(isFalse(pod.path("enableServiceLinks")), "takes service links for settings"),
            unless(security.path("runAsNonRoot").asBoolean(false), "may run as root"),
            unless(security.path("runAsUser").asInt(0) > 0, "names no user"),
            unless(
                "RuntimeDefault".equals(security.at("/seccompProfile/type").asString()),
                "has no seccomp profile"),
            unless(
                Stream.of("hostNetwork", "hostPID", "hostIPC").noneMatch(pod::has),
                "shares something of its host"),
            unless(
                pod.path("volumes").valueStream().noneMatch(volume -> volume.has("hostPath")),
                "mounts a path of its host"));
    return Stream.concat(
            found.flatMap(s -> s), workload.containers().flatMap(Confinement::violations))
        .map(violation -> workload + " " + violation);
  }

  private static Stream<String> violations(JsonNode container) {
    var security = container.path("securityContext");
    var drops = security.at("/capabilities/drop");
    return Stream.of(
            unless(isFalse(security.path("allowPrivilegeEscalation")), "may escalate privileges"),
            unless(security.path("readOnlyRootFilesystem").asBoolean(false), "has a writable root"),
            unless(
                drops.size() == 1
                    && "ALL".equals(drops.path(0).asString())
                    && !security.at("/capabilities").has("add"),
                "keeps capabilities"),
            unless(!security.path("privileged").asBoolean(false), "is privileged"))
        .flatMap(s -> s)
        .map(violation -> container.path("name").asString() + " " + violation);
  }

  private static boolean isFalse(JsonNode value) {
    return !value.asBoolean(true);
  }

  private static Stream<String> unless(boolean holds, String violation) {
    return holds ? Stream.empty() : Stream.of(violation);
  }
}
