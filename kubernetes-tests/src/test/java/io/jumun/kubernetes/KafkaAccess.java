package io.jumun.kubernetes;

import io.jumun.contracts.EventTypes;
import io.jumun.outbox.consumer.DeadLetterTopics;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The topics are those of the code, and a service may do on them just what its code does. */
final class KafkaAccess implements Policy {

  private static final Set<String> TOPICS = EventTypes.ALL_BY_TOPIC.keySet();

  @Override
  public Stream<String> violations(Manifests manifests) {
    if (manifests.ofKind("Kafka").findAny().isEmpty()) {
      return Stream.empty(); // the services create topics themselves, and nobody is kept from any
    }
    return Stream.of(
            topics(manifests),
            Arrays.stream(JumunService.values()).flatMap(service -> acls(service, manifests)),
            manifests
                .ofKind("Kafka")
                .filter(
                    kafka ->
                        kafka.at("/spec/kafka/config/auto.create.topics.enable").asBoolean(true))
                .map(kafka -> kafka + " creates topics by accident"),
            manifests.ofKind("Kafka").flatMap(KafkaAccess::openListeners))
        .flatMap(s -> s);
  }

  private static Stream<String> topics(Manifests manifests) {
    var expected =
        TOPICS.stream()
            .flatMap(topic -> Stream.of(topic, DeadLetterTopics.of(topic)))
            .collect(Collectors.toCollection(TreeSet::new));
    var there =
        manifests
            .ofKind("KafkaTopic")
            .map(KubernetesObject::name)
            .collect(Collectors.toCollection(TreeSet::new));
    return Stream.concat(
        expected.equals(there) ? Stream.empty() : Stream.of("topics are " + there),
        manifests.ofKind("KafkaTopic").flatMap(KafkaAccess::violations));
  }

  /** As {@code TopicProperties} would make it with three replicas. */
  private static Stream<String> violations(KubernetesObject topic) {
    var config = new TreeMap<>(KubernetesObject.strings(topic.at("/spec/config")));
    var expected = new TreeMap<>(Map.of("min.insync.replicas", "2"));
    if (topic.name().endsWith(DeadLetterTopics.SUFFIX)) {
      expected.put("retention.ms", "-1");
      expected.put("max.message.bytes", "2097152");
    }
    return topic.at("/spec/partitions").asInt() == 12
            && topic.at("/spec/replicas").asInt() == 3
            && config.equals(expected)
        ? Stream.empty()
        : Stream.of(topic + " is not as the services would create it");
  }

  private static Stream<String> acls(JumunService service, Manifests manifests) {
    var allowed =
        manifests
            .find("KafkaUser", service.serviceName())
            .map(KafkaAccess::allowed)
            .orElse(Set.of());
    var needed = needed(service);
    return Stream.concat(
            needed.stream().filter(each -> !allowed.contains(each)).map(each -> " may not " + each),
            allowed.stream()
                .filter(each -> !needed.contains(each))
                .map(each -> " may " + each + " and needs not"))
        .map(violation -> service.serviceName() + violation);
  }

  private static Set<String> needed(JumunService service) {
    var dead = TOPICS.stream().map(DeadLetterTopics::of);
    return Stream.of(
            service.consumes().keySet().stream().map(group -> "Read group " + group),
            service.consumedTopics().stream().map(topic -> "Read topic " + topic),
            service.publishedTopics().stream().map(topic -> "Write topic " + topic),
            // Sets aside what it consumes, and puts it back there.
            service.consumedTopics().stream()
                .flatMap(topic -> Stream.of(topic, DeadLetterTopics.of(topic)))
                .map(topic -> "Write topic " + topic),
            // A dead letter's header tells whose it is: so all are read.
            dead.map(topic -> "Read topic " + topic))
        .flatMap(s -> s)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> allowed(KubernetesObject user) {
    return user.at("/spec/authorization/acls")
        .valueStream()
        .flatMap(
            acl ->
                acl.path("operations")
                    .valueStream()
                    .map(
                        operation ->
                            "%s %s %s"
                                .formatted(
                                    operation.asString(),
                                    acl.at("/resource/type").asString(),
                                    acl.at("/resource/name").asString())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> openListeners(KubernetesObject kafka) {
    return kafka
        .at("/spec/kafka/listeners")
        .valueStream()
        .filter(
            listener ->
                !listener.path("tls").asBoolean(false)
                    || listener.at("/authentication/type").isMissingNode()
                    || !kafka.at("/spec/kafka/authorization/type").asString().equals("simple"))
        .map(listener -> kafka + " lets anybody in by " + listener.path("name").asString());
  }
}
