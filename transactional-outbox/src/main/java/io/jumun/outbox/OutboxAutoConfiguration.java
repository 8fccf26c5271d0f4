package io.jumun.outbox;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Gives an application that declares an {@link EventCatalog} its {@link Outbox}. A service that
 * only consumes sets {@code jumun.outbox.enabled=false}.
 */
@AutoConfiguration(
    afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
    beforeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
@ConditionalOnBean(EventCatalog.class)
@ConditionalOnProperty(name = "jumun.outbox.enabled", havingValue = "true", matchIfMissing = true)
public class OutboxAutoConfiguration {

  @Bean
  LateWrites lateWrites(JdbcTemplate jdbc) {
    return new LateWrites(jdbc);
  }

  @Bean
  Outbox outbox(LateWrites writes, EventCatalog catalog, ObjectProvider<CommitListener> listeners) {
    List<CommitListener> all = listeners.orderedStream().toList();
    return new JdbcOutbox(writes, catalog, () -> all.forEach(CommitListener::onCommit));
  }

  /** The outbox keeps its own history, so that its migrations and the service's never collide. */
  @Bean
  FlywayMigrationStrategy serviceThenOutbox() {
    return service -> {
      service.migrate();
      Flyway.configure()
          .dataSource(service.getConfiguration().getDataSource())
          .locations("classpath:db/outbox")
          .table("outbox_schema_history")
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .placeholders(service.getConfiguration().getPlaceholders())
          .load()
          .migrate();
    };
  }
}
