package io.jumun.kubernetes;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What network policies let through. */
record NetworkRules(List<KubernetesObject> policies) {

  static NetworkRules of(Manifests manifests) {
    return new NetworkRules(manifests.ofKind("NetworkPolicy").toList());
  }

  /** Both sides have to allow it. */
  boolean allow(Pod from, Pod to, int port) {
    return egress(from).anyMatch(rule -> matches(rule, "to", to, port, to))
        && ingress(to).anyMatch(rule -> matches(rule, "from", from, port, to));
  }

  boolean denyByDefault() {
    return policies.stream()
        .filter(policy -> policy.at("/spec/podSelector").isEmpty())
        .filter(policy -> policy.at("/spec/policyTypes").size() == 2)
        .anyMatch(policy -> !policy.spec().has("ingress") && !policy.spec().has("egress"));
  }

  Stream<JsonNode> egress(Pod pod) {
    return rules(pod, "Egress", "egress");
  }

  Stream<JsonNode> ingress(Pod pod) {
    return rules(pod, "Ingress", "ingress");
  }

  /** The numbers of a rule's ports; a name is the pod's own. */
  static List<Integer> ports(JsonNode rule, Pod target) {
    return rule.path("ports")
        .valueStream()
        .map(each -> each.path("port"))
        .map(
            port ->
                port.isNumber() ? port.asInt() : target.ports().getOrDefault(port.asString(), 0))
        .toList();
  }

  private Stream<JsonNode> rules(Pod pod, String type, String field) {
    return policies.stream()
        .filter(policy -> Selector.of(policy.at("/spec/podSelector")).selects(pod.labels()))
        .filter(
            policy ->
                policy
                    .at("/spec/policyTypes")
                    .valueStream()
                    .anyMatch(t -> t.asString().equals(type)))
        .flatMap(policy -> policy.spec().path(field).valueStream());
  }

  private static boolean matches(JsonNode rule, String peers, Pod other, int port, Pod target) {
    return ports(rule, target).contains(port)
        && (!rule.has(peers) || rule.path(peers).valueStream().anyMatch(peer -> isIn(other, peer)));
  }

  /** A peer with a namespace is in another one. */
  private static boolean isIn(Pod pod, JsonNode peer) {
    return peer.has("podSelector")
        && !peer.has("namespaceSelector")
        && Selector.of(peer.path("podSelector")).selects(pod.labels());
  }
}
