package io.jumun.kubernetes;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each service has a database of its own, with the roles that it logs in as. */
final class Databases implements Policy {

  @Override
  public Stream<String> violations(Manifests manifests) {
    return manifests.services().flatMap(service -> violations(service, manifests));
  }

  private static Stream<String> violations(Workload service, Manifests manifests) {
    var facts = JumunService.named(service.name()).orElseThrow();
    var database = facts.database();
    var url = service.environment(manifests).getOrDefault("SPRING_DATASOURCE_URL", "");
    return Stream.of(
            url.matches("jdbc:postgresql://%1$s-db(-rw)?:5432/%1$s(\\?.*)?".formatted(database))
                ? Stream.<String>empty()
                : Stream.of("goes to " + url),
            expectedSecrets(facts).equals(secrets(service))
                ? Stream.<String>empty()
                : Stream.of("logs in by " + secrets(service)),
            manifests
                .find("Cluster", database + "-db")
                .map(cluster -> violations(cluster, facts, url))
                .orElseGet(Stream::empty))
        .flatMap(s -> s)
        .map(violation -> service + " " + violation);
  }

  private static Stream<String> violations(
      KubernetesObject cluster, JumunService service, String url) {
    var database = service.database();
    var replication = cluster.at("/spec/replicationSlots/highAvailability");
    var checks =
        Map.of(
            "is not where its own cluster is",
            url.startsWith("jdbc:postgresql://" + cluster.name() + "-rw:5432/")
                && cluster.at("/spec/bootstrap/initdb/database").asString().equals(database),
            "talks to it in the clear",
            url.contains("sslmode=verify-full"),
            "has a database with other owners",
            cluster.at("/spec/bootstrap/initdb/owner").asString().equals(database + "_owner"),
            "has a database with other roles",
            roles(cluster).equals(expectedRoles(service)),
            "has a database without logical WAL",
            cluster.at("/spec/postgresql/parameters/wal_level").asString().equals("logical"),
            "loses its slot in a failover",
            replication.path("enabled").asBoolean(false)
                && replication.path("synchronizeLogicalDecoding").asBoolean(false)
                && isOn(cluster, "sync_replication_slots")
                && isOn(cluster, "hot_standby_feedback"),
            "loses commits in a failover",
            cluster.at("/spec/instances").asInt() >= 3
                && cluster.at("/spec/postgresql/synchronous/number").asInt() >= 1);
    return checks.entrySet().stream().filter(check -> !check.getValue()).map(Map.Entry::getKey);
  }

  private static boolean isOn(KubernetesObject cluster, String parameter) {
    return cluster.at("/spec/postgresql/parameters/" + parameter).asString().equals("on");
  }

  private static Set<String> roles(KubernetesObject cluster) {
    return cluster
        .at("/spec/managed/roles")
        .valueStream()
        .map(
            role ->
                role.path("name").asString()
                    + (role.path("superuser").asBoolean(false) ? " superuser" : "")
                    + (role.path("replication").asBoolean(false) ? " replication" : ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> expectedRoles(JumunService service) {
    var database = service.database();
    return service.relays() ? Set.of(database, database + "_relay replication") : Set.of(database);
  }

  /** Without the suffix that Kustomize gives to what it generates. */
  private static Map<String, String> secrets(Workload service) {
    return service.secretSettings().entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith("spring.kafka."))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue().replaceFirst("-[a-z0-9]{10}/", "/")));
  }

  private static Map<String, String> expectedSecrets(JumunService service) {
    var database = service.database();
    return Stream.of(
            Stream.of(
                Map.entry("spring.datasource.username", database + "-app/username"),
                Map.entry("spring.datasource.password", database + "-app/password"),
                Map.entry("spring.flyway.user", database + "-owner/username"),
                Map.entry("spring.flyway.password", database + "-owner/password")),
            Stream.of(
                    Map.entry("jumun.outbox.relay.username", database + "-relay/username"),
                    Map.entry("jumun.outbox.relay.password", database + "-relay/password"))
                .filter(_ -> service.relays()))
        .flatMap(s -> s)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
