package io.jumun.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Every object is valid, and what is not valid is seen. */
class SchemaTest {

  private static final StrictSchemas SCHEMAS = new StrictSchemas();

  static List<String> overlays() {
    return Manifests.OVERLAYS;
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyObjectIsValid(String overlay) {
    assertThat(Manifests.of(overlay).objects())
        .isNotEmpty()
        .flatExtracting(SCHEMAS::violations)
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void noObjectIsThereTwice(String overlay) {
    assertThat(Manifests.of(overlay).objects())
        .extracting(object -> object.apiVersion() + " " + object)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment, order-service, /spec/template/spec/containers/0/livenessProbe",
    "Service, order-service, /spec/ports/0",
    "NetworkPolicy, services-to-broker, /spec/egress/0/to/0/podSelector",
    "PodDisruptionBudget, order-service, /spec",
    "HorizontalPodAutoscaler, order-service, /spec/behavior/scaleDown",
    "Kafka, jumun, /spec/kafka/listeners/0",
    "KafkaNodePool, brokers, /spec/template/pod",
    "KafkaTopic, order.events, /spec",
    "KafkaUser, order-service, /spec/authorization/acls/0/resource",
    "Cluster, orders-db, /spec/replicationSlots/highAvailability",
    "ScaledObject, product-service, /spec/triggers/0",
    "TriggerAuthentication, kafka, /spec/secretTargetRef/0",
    "ServiceMonitor, services, /spec/endpoints/0/oauth2",
    "PodMonitor, broker, /spec/podMetricsEndpoints/0",
    "PrometheusRule, jumun, /spec/groups/0/rules/0",
    "Gateway, shop, /spec/listeners/0/tls",
    "HTTPRoute, order-service, /spec/rules/0/timeouts",
    "HTTPRoute, order-service, /metadata"
  })
  void aFieldThatIsUnknownIsSeen(String kind, String name, String where) {
    var object = Manifests.of("prod").find(kind, name).orElseThrow();
    ((ObjectNode) object.at(where)).put("unheardOf", "x");

    assertThat(SCHEMAS.violations(object)).singleElement().asString().contains("unheardOf");
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment, order-service, /spec, selector",
    "Deployment, order-service, /spec/template/spec/containers/0, name",
    "Service, order-service, /spec/ports/0, port",
    "HorizontalPodAutoscaler, order-service, /spec, maxReplicas",
    "Kafka, jumun, /spec/kafka/listeners/0, tls",
    "KafkaNodePool, brokers, /spec, roles",
    "KafkaUser, order-service, /spec/authorization, acls",
    "Cluster, orders-db, /spec, instances",
    "ScaledObject, product-service, /spec, triggers",
    "Gateway, shop, /spec, gatewayClassName",
    "PrometheusRule, jumun, /spec/groups/0, name",
    "HTTPRoute, order-service, /spec/parentRefs/0, name",
    "Cluster, orders-db, '', metadata"
  })
  void aFieldThatIsMissingIsSeen(String kind, String name, String where, String field) {
    var object = Manifests.of("prod").find(kind, name).orElseThrow();
    ((ObjectNode) object.at(where)).remove(field);

    assertThat(SCHEMAS.violations(object)).isNotEmpty().anyMatch(v -> v.contains(field));
  }

  @Test
  void aValueOfTheWrongTypeIsSeen() {
    var object = Manifests.of("base").find("Deployment", "order-service").orElseThrow();
    ((ObjectNode) object.at("/spec")).put("revisionHistoryLimit", "three");

    assertThat(SCHEMAS.violations(object)).singleElement().asString().contains("integer expected");
  }

  @Test
  void aKindOrVersionThatIsUnknownIsSeen() {
    var object = Manifests.of("prod").find("KafkaTopic", "order.events").orElseThrow();
    object.json().put("apiVersion", "kafka.strimzi.io/v1beta2");

    assertThat(SCHEMAS.violations(object))
        .containsExactly(
            "KafkaTopic/order.events: there is no kafka.strimzi.io/v1beta2 KafkaTopic");
  }
}
