package io.jumun.kubernetes;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Every setting that a service is given is one that it has. */
final class Settings implements Policy {

  private static final String KAFKA = "spring.kafka.properties.";

  private final Set<String> properties = Properties.all();

  @Override
  public Stream<String> violations(Manifests manifests) {
    return manifests
        .services()
        .flatMap(
            service ->
                Stream.concat(
                        service.environment(manifests).keySet().stream()
                            .filter(name -> !isVariableOfSomething(name)),
                        service.secretSettings().keySet().stream()
                            .filter(name -> !isProperty(name)))
                    .map(name -> service + " is given " + name + ", which it does not know"));
  }

  private boolean isVariableOfSomething(String name) {
    return Stream.of(
            properties.stream(),
            ConsumerConfig.configNames().stream().map(config -> KAFKA + config))
        .flatMap(s -> s)
        .anyMatch(property -> variables(property).contains(name));
  }

  private boolean isProperty(String name) {
    return properties.contains(name)
        || (name.startsWith(KAFKA)
            && ConsumerConfig.configNames().contains(name.substring(KAFKA.length())));
  }

  /** As Spring Boot reads the environment: without dashes, or with underscores in their place. */
  private static Set<String> variables(String property) {
    var name = property.replace('.', '_').toUpperCase(Locale.ROOT);
    return new HashSet<>(List.of(name.replace("-", ""), name.replace('-', '_')));
  }
}
