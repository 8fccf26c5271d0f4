package io.jumun.outbox;

import com.zaxxer.hikari.HikariDataSource;
import java.util.HashMap;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Tells migrations whom they grant to: <code>${application}</code> is the data source's role,
 * <code>${relay}</code> the relay's, which is the same where there is none of its own. {@code
 * spring.flyway.placeholders} overrides both.
 */
@AutoConfiguration(
    afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
    beforeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
@ConditionalOnBean({EventCatalog.class, JdbcConnectionDetails.class})
class DatabaseRolesAutoConfiguration {

  @Bean
  FlywayConfigurationCustomizer databaseRoles(
      JdbcConnectionDetails database, Environment environment) {
    return flyway -> {
      var roles = new HashMap<String, String>();
      var application = database.getUsername();
      if (application != null) {
        roles.put("application", application);
        roles.put("relay", environment.getProperty("jumun.outbox.relay.username", application));
      }
      roles.putAll(flyway.getPlaceholders());
      flyway.placeholders(roles);
    };
  }

  /**
   * Boot gives connections of a role of their own no properties of the data source, so nothing
   * would end their waiting for a database that is cut off or for a lock.
   */
  @Bean
  FlywayConfigurationCustomizer limitsOfTheOwnersConnections(DataSource application) {
    return flyway -> {
      if (flyway.getDataSource() instanceof SimpleDriverDataSource owner
          && application instanceof HikariDataSource pool) {
        owner.setConnectionProperties(pool.getDataSourceProperties());
      }
    };
  }
}
