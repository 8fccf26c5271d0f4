package io.jumun.outbox.relay;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.jumun.outbox.EventCatalog;
import io.jumun.outbox.Outbox;
import io.jumun.outbox.OutboxAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sets up the relay of a service that has an {@link Outbox}. */
@AutoConfiguration(
    after = OutboxAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnBean(Outbox.class)
@ConditionalOnProperty(
    name = "jumun.outbox.relay.enabled",
    havingValue = "true",
    matchIfMissing = true)
@EnableConfigurationProperties({RelayProperties.class, KafkaProperties.class})
class RelayAutoConfiguration {

  private static final Clock CLOCK = Clock.systemUTC();

  @Bean
  RelayDatabase relayDatabase(
      JdbcConnectionDetails dataSource, RelayProperties settings, Environment environment) {
    return RelayDatabase.of(
        dataSource.getJdbcUrl(),
        orElse(settings.username(), dataSource.getUsername()),
        orElse(settings.password(), dataSource.getPassword()),
        orElse(settings.slotName(), defaultSlotName(applicationName(environment))));
  }

  /** Of its own: a busy service's pool must not keep the relay waiting. */
  @Bean(destroyMethod = "close")
  RelayConnections relayConnections(JdbcConnectionDetails dataSource, RelayDatabase database) {
    var config = new HikariConfig();
    config.setJdbcUrl(dataSource.getJdbcUrl());
    config.setUsername(database.username());
    config.setPassword(database.password());
    config.setPoolName("outbox-relay");
    config.setMaximumPoolSize(4);
    config.addDataSourceProperty("connectTimeout", "2");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // Seconds; long, because a new slot waits for open transactions.
    config.addDataSourceProperty("socketTimeout", "120");
    config.setMinimumIdle(0);
    config.setConnectionTimeout(5_000);
    return new RelayConnections(new HikariDataSource(config));
  }

  @Bean
  SlotRepository slotRepository(
      RelayConnections connections, RelayDatabase database, FlywayMigrationInitializer migrated) {
    Objects.requireNonNull(migrated, "the outbox table comes first");
    return new SlotRepository(connections.jdbc(), connections.transactions(), database.slotName());
  }

  @Bean
  RelayMeters relayMeters(MeterRegistry registry) {
    return new RelayMeters(registry, CLOCK);
  }

  @Bean
  RelaySupervisor relaySupervisor(
      SlotRepository slots,
      RelayConnections connections,
      RelayDatabase database,
      RelayProperties settings,
      RelayMeters meters,
      EventCatalog catalog,
      KafkaProperties kafka,
      Environment environment) {
    requireTypes(settings.unhurried(), catalog);
    var source = "/" + applicationName(environment);
    return new RelaySupervisor(
        slots,
        new RetainedRows(connections.dataSource(), database.slotName(), settings.maxBatch()),
        new RelayEngine(database, settings, meters),
        () -> SlotLock.tryAcquire(connections.dataSource(), database.slotName()),
        () ->
            new EventPublisher(kafka.buildProducerProperties(), settings.deliveryTimeout(), source),
        settings,
        meters,
        CLOCK);
  }

  @Bean
  OutboxPartitions outboxPartitions(
      RelayConnections connections,
      RelayDatabase database,
      RelayProperties settings,
      FlywayMigrationInitializer migrated) {
    Objects.requireNonNull(migrated, "the outbox table comes first");
    return new OutboxPartitions(connections.jdbc(), database.slotName(), settings.retention());
  }

  @Bean
  RelayMonitor relayMonitor(
      RelaySupervisor supervisor,
      SlotRepository slots,
      OutboxPartitions partitions,
      RelayMeters meters,
      RelayProperties settings) {
    return new RelayMonitor(supervisor, slots, partitions, meters, settings.heartbeat());
  }

  @Bean
  RelayHealthIndicator outboxRelayHealthIndicator(RelaySupervisor supervisor, RelayMeters meters) {
    return new RelayHealthIndicator(supervisor, meters, CLOCK);
  }

  private static void requireTypes(Set<String> unhurried, EventCatalog catalog) {
    for (var type : unhurried) {
      if (!catalog.carries(type)) {
        throw new IllegalArgumentException(
            "jumun.outbox.relay.unhurried: no topic carries events of the type " + type);
      }
    }
  }

  private static String applicationName(Environment environment) {
    return environment.getRequiredProperty("spring.application.name");
  }

  private static String defaultSlotName(String application) {
    return application.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_") + "_outbox";
  }

  private static String orElse(
      @org.jspecify.annotations.Nullable String value,
      @org.jspecify.annotations.Nullable String otherwise) {
    return value != null ? value : Objects.requireNonNull(otherwise);
  }

  /** The relay's few connections; a type of its own so that it is nobody's default data source. */
  record RelayConnections(HikariDataSource dataSource) implements AutoCloseable {

    JdbcClient jdbc() {
      return JdbcClient.create(dataSource);
    }

    TransactionTemplate transactions() {
      return new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    @Override
    public void close() {
      dataSource.close();
    }
  }
}
