package io.jumun.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A database of one test, owned by a role of the same name. */
public final class TestDatabase {

  private final TestServers servers;
  private final String name;

  TestDatabase(TestServers servers, String name) {
    this.servers = servers;
    this.name = name;
  }

  public String name() {
    return name;
  }

  public String jdbcUrl() {
    return servers.jdbcUrl(name);
  }

  /** As the service's own role. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), name, name);
  }

  /** For what only an operator may do, such as ending other sessions. */
  public Connection connectAsSuperuser() throws SQLException {
    return servers.connectAsSuperuser(name);
  }

  /** Points a Spring Boot application at this database and at the test broker. */
  public void register(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", this::jdbcUrl);
    registry.add("spring.datasource.username", this::name);
    registry.add("spring.datasource.password", this::name);
    registry.add("spring.kafka.bootstrap-servers", TestInfrastructure::kafkaBootstrapServers);
  }
}
