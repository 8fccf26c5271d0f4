package io.jumun.kubernetes;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jumun.balance.BalanceServiceApplication;
import io.jumun.contracts.EventTypes;
import io.jumun.contracts.PublishedEvent;
import io.jumun.coupon.CouponServiceApplication;
import io.jumun.dataplatform.DataplatformConsumerApplication;
import io.jumun.order.OrderServiceApplication;
import io.jumun.product.ProductServiceApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a service is, told by its own code and settings. */
enum JumunService {
  ORDER("order-service", OrderServiceApplication.class),
  PRODUCT("product-service", ProductServiceApplication.class),
  BALANCE("balance-service", BalanceServiceApplication.class),
  COUPON("coupon-service", CouponServiceApplication.class),
  DATAPLATFORM("dataplatform-consumer", DataplatformConsumerApplication.class);

  private final String serviceName;

  /** Nobody changes what was read. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final JavaClasses classes;

  JumunService(String serviceName, Class<?> application) {
    this.serviceName = serviceName;
    this.classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(application);
  }

  static Optional<JumunService> named(String name) {
    return Arrays.stream(values()).filter(s -> s.serviceName.equals(name)).findFirst();
  }

  String serviceName() {
    return serviceName;
  }

  int httpPort() {
    return Integer.parseInt(setting("server.port").orElseThrow());
  }

  String database() {
    return setting("spring.datasource.username").orElseThrow();
  }

  boolean relays() {
    return !"false".equals(setting("jumun.outbox.enabled").orElse("true"));
  }

  /** By consumer group. */
  Map<String, Set<String>> consumes() {
    return listeners()
        .collect(
            Collectors.toMap(
                this::groupOf,
                listener -> new TreeSet<>(Set.of(listener.topics())),
                (some, others) -> {
                  some.addAll(others);
                  return some;
                }));
  }

  Set<String> consumedTopics() {
    return consumes().values().stream()
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The topics of the events that this service makes. */
  Set<String> publishedTopics() {
    return classes.stream()
        .flatMap(
            type ->
                Stream.concat(
                    type.getConstructorCallsFromSelf().stream().map(JavaAccess::getTargetOwner),
                    type.getConstructorReferencesFromSelf().stream()
                        .map(JavaAccess::getTargetOwner)))
        .filter(type -> type.isAssignableTo(PublishedEvent.class))
        .map(JavaClass::reflect)
        .map(JumunService::topicOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The first segments of the paths that its own controllers serve: {@code /orders}. */
  Set<String> paths() {
    return methods()
        .flatMap(
            method ->
                Stream.of(mapping(method.getDeclaringClass()), mapping(method))
                    .flatMap(Optional::stream)
                    .flatMap(mapping -> Arrays.stream(mapping.path()))
                    .filter(path -> path.startsWith("/"))
                    .limit(1))
        .map(path -> "/" + path.split("/")[1])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<RequestMapping> mapping(java.lang.reflect.AnnotatedElement element) {
    return Optional.ofNullable(
        AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class));
  }

  private Stream<KafkaListener> listeners() {
    return methods()
        .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, KafkaListener.class))
        .filter(Objects::nonNull);
  }

  private Stream<Method> methods() {
    return classes.stream()
        .filter(type -> type.isMetaAnnotatedWith("org.springframework.stereotype.Component"))
        .map(JavaClass::reflect)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()));
  }

  private String groupOf(KafkaListener listener) {
    var environment = new MockEnvironment().withProperty("spring.application.name", serviceName);
    return listener.groupId().isEmpty()
        ? serviceName
        : environment.resolvePlaceholders(listener.groupId());
  }

  private static String topicOf(Class<?> event) {
    return EventTypes.ALL_BY_TOPIC.entrySet().stream()
        .filter(topic -> topic.getValue().containsValue(event))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private Optional<String> setting(String key) {
    return Stream.of(serviceName, "jumun-service")
        .map(JumunService::settings)
        .flatMap(settings -> Stream.ofNullable(settings.apply(key)))
        .map(Object::toString)
        .findFirst();
  }

  private static Function<String, Object> settings(String name) {
    try {
      var file = new ClassPathResource(name + ".yml");
      return new YamlPropertySourceLoader().load(name, file).getFirst()::getProperty;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
