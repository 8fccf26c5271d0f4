package io.jumun.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every policy holds for every overlay, and sees what is against it. */
class PolicyTest {

  private static final Policy CONFINEMENT = new Confinement();
  private static final Policy IMAGES = new Images();
  private static final Policy LIFECYCLE = new Lifecycle();
  private static final Policy CAPACITY = new Capacity();
  private static final Policy NETWORK = new NetworkFlows();
  private static final Policy SECRECY = new Secrecy();
  private static final Policy SETTINGS = new Settings();
  private static final Policy PORTS = new Ports();
  private static final Policy KAFKA = new KafkaAccess();
  private static final Policy DATABASES = new Databases();
  private static final Policy MONITORING = new Monitoring();
  private static final Policy ROUTES = new Routes();

  private static final List<Policy> ALL =
      List.of(
          CONFINEMENT,
          IMAGES,
          LIFECYCLE,
          CAPACITY,
          NETWORK,
          SECRECY,
          SETTINGS,
          PORTS,
          KAFKA,
          DATABASES,
          MONITORING,
          ROUTES);

  private static final String CONTAINER = "/spec/template/spec/containers/0";

  static Stream<Arguments> policies() {
    return Manifests.OVERLAYS.stream()
        .flatMap(overlay -> ALL.stream().map(policy -> arguments(overlay, named(policy))));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void holds(String overlay, Policy policy) {
    assertThat(policy.violations(Manifests.of(overlay))).isEmpty();
  }

  static Stream<Arguments> offences() {
    return Stream.of(
        deployment(CONFINEMENT, CONTAINER + "/securityContext", "readOnlyRootFilesystem", "false"),
        deployment(CONFINEMENT, CONTAINER + "/securityContext", "allowPrivilegeEscalation", "true"),
        deployment(CONFINEMENT, CONTAINER + "/securityContext/capabilities", "drop", "[]"),
        deployment(
            CONFINEMENT, CONTAINER + "/securityContext/capabilities", "add", "['NET_ADMIN']"),
        deployment(CONFINEMENT, "/spec/template/spec/securityContext", "runAsNonRoot", "false"),
        deployment(CONFINEMENT, "/spec/template/spec/securityContext", "seccompProfile", "{}"),
        deployment(CONFINEMENT, "/spec/template/spec", "automountServiceAccountToken", "true"),
        deployment(CONFINEMENT, "/spec/template/spec", "hostNetwork", "true"),
        set(CONFINEMENT, "Namespace", "jumun", "/metadata", "labels", "{}"),
        deployment(IMAGES, CONTAINER, "image", "'jumun/order-service:latest'"),
        deployment(IMAGES, CONTAINER, "image", "'jumun/order-service'"),
        deployment(IMAGES, CONTAINER, "image", "'postgres:18'"),
        deployment(LIFECYCLE, CONTAINER, "readinessProbe", "{}"),
        deployment(LIFECYCLE, CONTAINER, "lifecycle", "{}"),
        deployment(LIFECYCLE, "/spec/template/spec", "terminationGracePeriodSeconds", "30"),
        deployment(LIFECYCLE, "/spec/strategy/rollingUpdate", "maxUnavailable", "1"),
        deployment(CAPACITY, CONTAINER + "/resources", "limits", "{}"),
        deployment(CAPACITY, "/spec/template/spec", "topologySpreadConstraints", "[]"),
        deployment(CAPACITY, "/spec", "replicas", "3"),
        set(CAPACITY, "HorizontalPodAutoscaler", "order-service", "/spec", "minReplicas", "1"),
        set(CAPACITY, "ScaledObject", "coupon-service", "/spec", "maxReplicaCount", "13"),
        set(
            CAPACITY,
            "ScaledObject",
            "coupon-service",
            "/spec/scaleTargetRef",
            "name",
            "'order-service'"),
        set(
            CAPACITY,
            "ScaledObject",
            "coupon-service",
            "/spec/triggers/0/metadata",
            "bootstrapServers",
            "'jumun-kafka-bootstrap:9092'"),
        set(CAPACITY, "PodDisruptionBudget", "order-service", "/spec", "maxUnavailable", "2"),
        set(
            CAPACITY,
            "Cluster",
            "orders-db",
            "/spec/postgresql/parameters",
            "max_connections",
            "'100'"),
        set(
            NETWORK,
            "NetworkPolicy",
            "nothing-else",
            "/spec",
            "podSelector",
            "{'matchLabels':{'a':'b'}}"),
        set(NETWORK, "NetworkPolicy", "services-to-broker", "/spec", "egress", "[]"),
        set(NETWORK, "NetworkPolicy", "broker-from-services", "/spec", "ingress", "[]"),
        set(NETWORK, "NetworkPolicy", "names", "/spec", "egress", "[]"),
        set(
            NETWORK,
            "NetworkPolicy",
            "services-to-issuer",
            "/spec/egress/0/to/0/ipBlock",
            "except",
            "[]"),
        set(NETWORK, "NetworkPolicy", "services-to-issuer", "/spec", "podSelector", "{}"),
        set(
            NETWORK,
            "NetworkPolicy",
            "order-service-to-database",
            "/spec/egress/0/to/0",
            "podSelector",
            "{}",
            "NetworkPolicy",
            "products-db-from-service",
            "/spec/ingress/0/from/0",
            "podSelector",
            "{}"),
        set(
            NETWORK,
            "NetworkPolicy",
            "management-from-monitoring",
            "/spec/ingress/0/ports/0",
            "port",
            "'http'"),
        set(
            NETWORK,
            "NetworkPolicy",
            "order-service-from-gateway",
            "/spec/ingress/0/ports/0",
            "port",
            "9080"),
        set(SECRECY, "ConfigMap", "autoscaler", "/data", "password", "'x'"),
        set(
            SECRECY,
            "ConfigMap",
            "autoscaler",
            "/data",
            "URL",
            "'jdbc:postgresql://x/y?password=z'"),
        deployment(
            SECRECY, CONTAINER, "env", "[{'name':'SPRING_DATASOURCE_PASSWORD','value':'x'}]"),
        deployment(
            SECRECY,
            CONTAINER,
            "env",
            "[{'name':'A','valueFrom':{'secretKeyRef':{'name':'orders-app','key':'password'}}}]"),
        deployment(
            SECRECY,
            "/spec/template/spec/volumes/0/projected/sources/0/secret",
            "name",
            "'orders-ap'"),
        deployment(SETTINGS, CONTAINER, "env", "[{'name':'JUMUN_ORDER_DEADLIN','value':'5s'}]"),
        deployment(
            SETTINGS,
            CONTAINER,
            "env",
            "[{'name':'SPRING_KAFKA_PROPERTIES_SASL_MECHANISMS','value':'x'}]"),
        deployment(
            SETTINGS,
            "/spec/template/spec/volumes/0/projected/sources/0/secret/items/0",
            "path",
            "'spring.datasource.user'"),
        deployment(PORTS, CONTAINER + "/ports/0", "containerPort", "8081"),
        set(PORTS, "Service", "order-service", "/spec/ports/1", "port", "8081"),
        set(PORTS, "Deployment", "order-service", "/metadata", "name", "'orders'"),
        set(KAFKA, "KafkaTopic", "order.events", "/spec", "partitions", "6"),
        set(KAFKA, "KafkaTopic", "order.events-dlt", "/spec/config", "retention.ms", "'1000'"),
        set(KAFKA, "KafkaTopic", "order.events", "/metadata", "name", "'order.event'"),
        set(
            KAFKA,
            "KafkaUser",
            "order-service",
            "/spec/authorization/acls/0",
            "operations",
            "['Read']"),
        set(
            KAFKA,
            "KafkaUser",
            "order-service",
            "/spec/authorization/acls/0",
            "operations",
            "['All']"),
        set(KAFKA, "KafkaUser", "coupon-service", "/metadata", "name", "'coupon'"),
        set(KAFKA, "Kafka", "jumun", "/spec/kafka/listeners/0", "tls", "false"),
        set(KAFKA, "Kafka", "jumun", "/spec/kafka/config", "auto.create.topics.enable", "true"),
        set(
            DATABASES,
            "Cluster",
            "orders-db",
            "/spec/postgresql/parameters",
            "wal_level",
            "'replica'"),
        set(
            DATABASES,
            "Cluster",
            "orders-db",
            "/spec/replicationSlots/highAvailability",
            "synchronizeLogicalDecoding",
            "false"),
        set(DATABASES, "Cluster", "orders-db", "/spec/managed/roles/0", "superuser", "true"),
        set(DATABASES, "Cluster", "orders-db", "/spec", "instances", "1"),
        deployment(
            DATABASES,
            "/spec/template/spec/volumes/0/projected/sources/0/secret",
            "name",
            "'orders-owner'"),
        set(MONITORING, "PrometheusRule", "jumun", "/spec/groups/0/rules/0", "for", "'2m'"),
        set(MONITORING, "ServiceMonitor", "services", "/spec/endpoints/0", "path", "'/metrics'"),
        set(MONITORING, "ServiceMonitor", "services", "/spec/selector/matchLabels", "a", "'b'"),
        set(MONITORING, "ServiceMonitor", "services", "/spec/endpoints/0/oauth2", "scopes", "[]"),
        set(ROUTES, "HTTPRoute", "order-service", "/spec/rules/0/timeouts", "request", "'10s'"),
        set(
            ROUTES,
            "HTTPRoute",
            "order-service",
            "/spec/rules/0/matches/0/path",
            "value",
            "'/order'"),
        set(ROUTES, "HTTPRoute", "order-service", "/spec/rules/0/backendRefs/0", "port", "9080"),
        set(ROUTES, "HTTPRoute", "order-service", "/spec/parentRefs/0", "sectionName", "'http'"));
  }

  @ParameterizedTest
  @MethodSource("offences")
  void seesWhatIsAgainstIt(Policy policy, String offence, Consumer<Manifests> committed) {
    var manifests = Manifests.of("prod");
    committed.accept(manifests);

    assertThat(policy.violations(manifests)).as(offence).isNotEmpty();
  }

  private static Arguments deployment(Policy policy, String where, String field, String value) {
    return set(policy, "Deployment", "order-service", where, field, value);
  }

  /** In fives: kind, name, where, field, and a value in JSON with single quotes. */
  private static Arguments set(Policy policy, String... offence) {
    Consumer<Manifests> committed =
        manifests -> {
          for (int i = 0; i < offence.length; i += 5) {
            var object = manifests.find(offence[i], offence[i + 1]).orElseThrow();
            put(object.at(offence[i + 2]), offence[i + 3], offence[i + 4]);
          }
        };
    return arguments(named(policy), String.join(" ", offence), committed);
  }

  private static Named<Policy> named(Policy policy) {
    return Named.of(policy.getClass().getSimpleName(), policy);
  }

  private static void put(JsonNode parent, String field, String value) {
    ((ObjectNode) parent).set(field, JsonMapper.shared().readTree(value.replace('\'', '"')));
  }
}
