package io.jumun.deadletters;

import io.jumun.outbox.EventCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/** Gives a web service that declares an {@link EventCatalog} its {@code /dead-letters}. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(EventCatalog.class)
@EnableConfigurationProperties({DeadLetterProperties.class, KafkaProperties.class})
class DeadLetterAutoConfiguration {

  @Bean
  Ownership deadLetterOwnership(
      EventCatalog catalog, KafkaProperties kafka, Environment environment) {
    var group = kafka.getConsumer().getGroupId();
    return new Ownership(
        catalog.topics(),
        group == null ? environment.getRequiredProperty("spring.application.name") : group);
  }

  @Bean
  DeadLetterReader deadLetterReader(
      KafkaProperties kafka, Ownership ownership, DeadLetterProperties settings) {
    return new DeadLetterReader(kafka.buildConsumerProperties(), ownership, settings.readTimeout());
  }

  /**
   * Its table has a history of its own, so that its migrations and the service's never collide. It
   * comes after the service's, which expects an empty schema.
   */
  @Bean
  ReplayTrail replayTrail(JdbcTemplate jdbc, Flyway service, FlywayMigrationInitializer first) {
    Flyway.configure()
        .dataSource(service.getConfiguration().getDataSource())
        .locations("classpath:db/deadletters")
        .table("dead_letters_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .placeholders(service.getConfiguration().getPlaceholders())
        .load()
        .migrate();
    return new ReplayTrail(jdbc);
  }

  @Bean
  ReplaySender replaySender(KafkaProperties kafka, DeadLetterProperties settings) {
    return new ReplaySender(kafka.buildProducerProperties(), settings.sendTimeout());
  }

  @Bean
  DeadLetters deadLetterSelections(
      DeadLetterReader reader, Ownership ownership, DeadLetterProperties settings) {
    return new DeadLetters(reader, ownership, settings.maxReplaySize().toBytes());
  }

  @Bean
  DeadLetterReplays deadLetterReplays(
      ReplayTrail trail, ReplaySender sender, MeterRegistry meters) {
    return new DeadLetterReplays(trail, sender, meters);
  }

  @Bean
  DeadLetterController deadLetterController(DeadLetters letters, ReplayTrail trail) {
    return new DeadLetterController(letters, trail);
  }

  @Bean
  AuditUnavailableHandler auditUnavailableHandler() {
    return new AuditUnavailableHandler();
  }

  @Bean
  ReplayController deadLetterReplayController(
      DeadLetters letters, DeadLetterReplays replays, ReplayTrail trail) {
    return new ReplayController(letters, replays, trail);
  }
}
