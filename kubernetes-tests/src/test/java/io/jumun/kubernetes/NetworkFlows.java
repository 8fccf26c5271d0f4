package io.jumun.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What has to be reached can be, and nothing else: both are worked out from the settings. */
final class NetworkFlows implements Policy {

  /** Namespaces whose pods may come in, and to which ports. */
  private static final Map<String, List<String>> VISITORS =
      Map.of(
          "gateway", List.of("http"),
          "monitoring", List.of("management", "metrics"),
          "keda", List.of("services"),
          "cnpg-system", List.of("postgresql", "status"));

  @Override
  public Stream<String> violations(Manifests manifests) {
    var rules = NetworkRules.of(manifests);
    var pods = Pod.of(manifests).toList();
    var flows = Flow.of(manifests);
    return Stream.of(
            rules.denyByDefault()
                ? Stream.<String>empty()
                : Stream.of("nothing denies what is not allowed"),
            flows.stream()
                .map(Flow::from)
                .filter(pod -> rules.egress(pod).noneMatch(NetworkFlows::asksForNames))
                .map(pod -> pod + " cannot look up names"),
            flows.stream().flatMap(flow -> refused(flow, manifests, rules, pods)),
            pods.stream().flatMap(pod -> needless(pod, pods, rules, flows, manifests)),
            pods.stream().flatMap(pod -> leaks(pod, rules, flows)),
            pods.stream().flatMap(pod -> visits(pod, rules)))
        .flatMap(s -> s)
        .distinct();
  }

  private static Stream<String> refused(
      Flow flow, Manifests manifests, NetworkRules rules, List<Pod> pods) {
    if (flow.isOutside()) {
      return goesOutside(flow.from(), rules) ? Stream.empty() : Stream.of(flow + " is refused");
    }
    var targets = flow.targets(manifests, pods).toList();
    if (targets.isEmpty()) {
      var withoutBackends = manifests.ofKind("StatefulSet", "Cluster").findAny().isEmpty();
      return withoutBackends ? Stream.empty() : Stream.of(flow + " leads nowhere");
    }
    return targets.stream()
        .filter(to -> !to.equals(flow.from())) // which knows its own name
        .filter(to -> !rules.allow(flow.from(), to, flow.port()))
        .map(to -> "%s may not reach %s:%d".formatted(flow.from(), to, flow.port()));
  }

  private static Stream<String> needless(
      Pod from, List<Pod> pods, NetworkRules rules, List<Flow> flows, Manifests manifests) {
    return pods.stream()
        .filter(to -> !from.belongsWith(to))
        .flatMap(
            to ->
                to.ports().values().stream()
                    .filter(port -> rules.allow(from, to, port))
                    .filter(
                        port ->
                            flows.stream()
                                .filter(flow -> flow.from().equals(from) && flow.port() == port)
                                .flatMap(flow -> flow.targets(manifests, pods))
                                .noneMatch(to::equals))
                    .map(port -> "%s may reach %s:%d and needs not".formatted(from, to, port)));
  }

  /** Out of the cluster: services where a setting says so, operators' pods to the API server. */
  private static Stream<String> leaks(Pod pod, NetworkRules rules, List<Flow> flows) {
    var needsOutside = flows.stream().anyMatch(f -> f.from().equals(pod) && f.isOutside());
    return rules
        .egress(pod)
        .filter(rule -> !rule.has("to") || opensBlock(rule))
        .filter(
            rule ->
                opensBlock(rule)
                    ? !needsOutside || !isPublic(rule) || !List.of(443).equals(ports(rule, pod))
                    : pod.operator().isEmpty() || !List.of(443, 6443).equals(ports(rule, pod)))
        .map(rule -> pod + " may leave the cluster: " + rule);
  }

  private static Stream<String> visits(Pod pod, NetworkRules rules) {
    return rules
        .ingress(pod)
        .flatMap(
            rule ->
                rule.path("from")
                    .valueStream()
                    .filter(peer -> peer.has("namespaceSelector"))
                    .map(peer -> peer.at("/namespaceSelector/matchLabels"))
                    .map(labels -> labels.path("kubernetes.io/metadata.name").asString())
                    .filter(visitor -> !mayVisit(visitor, pod, rule))
                    .map(visitor -> "%s lets %s in: %s".formatted(pod, visitor, rule)));
  }

  private static boolean mayVisit(String visitor, Pod pod, JsonNode rule) {
    var welcome = VISITORS.getOrDefault(visitor, List.of()).stream().map(pod.ports()::get).toList();
    return welcome.containsAll(ports(rule, pod));
  }

  private static boolean goesOutside(Pod pod, NetworkRules rules) {
    return rules.egress(pod).anyMatch(NetworkFlows::opensBlock);
  }

  private static boolean asksForNames(JsonNode rule) {
    return rule.at("/to/0/podSelector/matchLabels/k8s-app").asString().equals("kube-dns")
        && rule.path("ports").valueStream().anyMatch(port -> port.path("port").asInt() == 53);
  }

  private static boolean opensBlock(JsonNode rule) {
    return rule.path("to").valueStream().anyMatch(peer -> peer.has("ipBlock"));
  }

  /** Not the nodes', not the pods', and not where clouds tell machines their credentials. */
  private static boolean isPublic(JsonNode rule) {
    return rule.path("to")
        .valueStream()
        .map(peer -> peer.path("ipBlock"))
        .filter(block -> block.path("cidr").asString().equals("0.0.0.0/0"))
        .map(block -> block.path("except").toString())
        .allMatch(except -> Stream.of("10.0.0.0/8", "169.254.0.0/16").allMatch(except::contains));
  }

  private static List<Integer> ports(JsonNode rule, Pod target) {
    return NetworkRules.ports(rule, target);
  }
}
