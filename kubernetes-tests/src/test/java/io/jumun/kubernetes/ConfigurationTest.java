package io.jumun.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What production gives to a service reaches it: settings by the environment, secrets by files. */
class ConfigurationTest {

  private static final Manifests PROD = Manifests.of("prod");

  @TempDir private Path secrets;

  @ParameterizedTest
  @EnumSource
  void secretsInFilesComeBeforeTheServicesOwnSettings(JumunService service) throws IOException {
    var environment = environmentOf(service);

    assertThat(environment.getProperty("spring.datasource.username"))
        .isEqualTo(service.database() + "-app/username");
    assertThat(environment.getProperty("spring.datasource.password"))
        .isEqualTo(service.database() + "-app/password");
    assertThat(environment.getProperty("spring.flyway.user"))
        .isEqualTo(service.database() + "-owner/username");
    assertThat(environment.getProperty("spring.datasource.url"))
        .contains("-db-rw:5432/" + service.database());
    assertThat(environment.getProperty("spring.application.name")).isEqualTo(service.serviceName());
  }

  @ParameterizedTest
  @EnumSource
  void theBrokerIsReachedByTlsAndWithAPassword(JumunService service) throws IOException {
    var kafka =
        Binder.get(environmentOf(service)).bind("spring.kafka", KafkaProperties.class).get();

    assertThat(kafka.getBootstrapServers()).containsExactly("jumun-kafka-bootstrap:9092");
    assertThat(kafka.getSecurity().getProtocol()).isEqualTo("SASL_SSL");
    assertThat(kafka.getSsl().getTrustStoreType()).isEqualTo("PEM");
    assertThat(kafka.getSsl().getTrustStoreLocation())
        .hasToString("URL [file:/run/secrets/broker-ca/ca.crt]");
    assertThat(kafka.getProperties())
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("sasl.jaas.config", service.serviceName() + "/sasl.jaas.config");
  }

  /** Each secret's file holds the secret's name and key. */
  private Environment environmentOf(JumunService service) throws IOException {
    var workload =
        PROD.services()
            .filter(s -> s.name().equals(service.serviceName()))
            .findFirst()
            .orElseThrow();
    for (var file : workload.secretSettings().entrySet()) {
      Files.writeString(secrets.resolve(file.getKey()), file.getValue());
    }
    var variables = new HashMap<String, Object>(workload.environment(PROD));
    variables.computeIfPresent(
        "SPRING_CONFIG_IMPORT",
        (_, where) -> where.toString().replace("/run/secrets/jumun/", secrets + "/"));
    return started(service, variables);
  }

  private static Environment started(JumunService service, Map<String, Object> variables) {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    try (var context =
        new SpringApplicationBuilder(Nothing.class)
            .environment(environment)
            .web(WebApplicationType.NONE)
            .properties("spring.config.name=" + service.serviceName())
            .run()) {
      return context.getEnvironment();
    }
  }

  /** A context in which nothing is. */
  static class Nothing {}
}
