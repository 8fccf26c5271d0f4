package io.jumun.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** No secret is written down, and every one that is asked for is brought by somebody. */
final class Secrecy implements Policy {

  private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token|jaas).*");

  /** A value, not a variable. */
  private static final Pattern PASSWORD = Pattern.compile("(?i)password(=|: )['\"]?[a-z0-9]");

  /** Only what says of itself that it is for development. */
  private static final String PLACEHOLDER = "development-only";

  /** Made by {@code k8s/create-secrets} and by whoever runs the cluster. */
  private static final Pattern BROUGHT =
      Pattern.compile(
          "(orders|products|balances|coupons|dataplatform)-(app|owner|relay)"
              + "|prometheus-client|shop-tls");

  @Override
  public Stream<String> violations(Manifests manifests) {
    return Stream.of(
            manifests.ofKind("Secret").flatMap(Secrecy::real),
            manifests.ofKind("ConfigMap").flatMap(Secrecy::writtenDown),
            manifests.workloads().flatMap(Secrecy::inTheEnvironment),
            manifests.services().flatMap(service -> passed(service, manifests)),
            missing(manifests))
        .flatMap(s -> s);
  }

  private static Stream<String> real(KubernetesObject secret) {
    return KubernetesObject.strings(secret.at("/data")).entrySet().stream()
        .filter(entry -> SECRET.matcher(entry.getKey()).matches())
        .filter(entry -> !decoded(entry.getValue()).equals(PLACEHOLDER))
        .map(entry -> secret + " holds a " + entry.getKey());
  }

  private static Stream<String> writtenDown(KubernetesObject map) {
    return KubernetesObject.strings(map.at("/data")).keySet().stream()
        .filter(
            key ->
                SECRET.matcher(key).matches()
                    || PASSWORD.matcher(map.at("/data").path(key).asString()).find())
        .map(key -> map + " has " + key + " in plain text");
  }

  private static Stream<String> inTheEnvironment(Workload workload) {
    return workload
        .containers()
        .flatMap(container -> container.path("env").valueStream())
        .filter(variable -> variable.has("value"))
        .map(variable -> variable.path("name").asString())
        .filter(name -> SECRET.matcher(name).matches() && !name.endsWith("_FILE"))
        .map(name -> workload + " has " + name + " in plain text");
  }

  /** A service of ours gets none through its environment: only files. */
  private static Stream<String> passed(Workload service, Manifests manifests) {
    var references =
        service
            .mainContainer()
            .path("env")
            .valueStream()
            .filter(variable -> variable.has("valueFrom"))
            .map(variable -> service + " has " + variable + " in its environment");
    var names =
        service.environment(manifests).keySet().stream()
            .filter(name -> SECRET.matcher(name).matches())
            .map(name -> service + " has " + name + " in its environment");
    return Stream.concat(references, names);
  }

  private static Stream<String> missing(Manifests manifests) {
    var there = manifests.ofKind("Secret").map(KubernetesObject::name).collect(Collectors.toSet());
    var development = manifests.find("Deployment", "development-issuer").isPresent();
    return manifests.objects().stream()
        .flatMap(
            object ->
                referencesIn(object.json())
                    .filter(name -> !there.contains(name))
                    .filter(name -> development || !isBrought(name, manifests))
                    .map(name -> object + " asks for the secret " + name + ", which nobody brings"))
        .distinct();
  }

  private static boolean isBrought(String name, Manifests manifests) {
    var users = manifests.ofKind("KafkaUser").map(KubernetesObject::name);
    var kafka = manifests.ofKind("Kafka").map(each -> each.name() + "-cluster-ca-cert");
    var databases = manifests.ofKind("Cluster").map(each -> each.name() + "-ca");
    return BROUGHT.matcher(name).matches()
        || Stream.of(users, kafka, databases).flatMap(s -> s).anyMatch(name::equals);
  }

  private static final Set<String> REFERENCES =
      Set.of(
          "secret",
          "secretKeyRef",
          "passwordSecret",
          "clientSecret",
          "secretTargetRef",
          "certificateRefs");

  private static Stream<String> referencesIn(JsonNode json) {
    var own =
        json.propertyStream()
            .filter(entry -> REFERENCES.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .flatMap(value -> value.isArray() ? value.valueStream() : Stream.of(value))
            .flatMap(value -> Stream.of(value.path("name"), value.path("secretName")))
            .filter(JsonNode::isString)
            .map(JsonNode::asString);
    return Stream.concat(own, json.valueStream().flatMap(Secrecy::referencesIn));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
