package io.jumun.testing;

import io.jumun.embedded.DatabaseSetup;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A database of one test, with the roles that a service has in production. */
public final class TestDatabase {

  private final TestServers servers;
  private final String name;

  TestDatabase(TestServers servers, String name) {
    this.servers = servers;
    this.name = name;
  }

  /** Also the name, and the password, of the application's role. */
  public String name() {
    return name;
  }

  /** Its password is the database's name. */
  public String owner() {
    return DatabaseSetup.ownerOf(name);
  }

  /** Its password is the database's name. */
  public String relay() {
    return DatabaseSetup.relayOf(name);
  }

  public String jdbcUrl() {
    return servers.jdbcUrl(name);
  }

  /** As the application. */
  public Connection connect() throws SQLException {
    return connectAs(name);
  }

  /** For what a service never does, such as deleting what it appends to. */
  public Connection connectAsOwner() throws SQLException {
    return connectAs(owner());
  }

  public Connection connectAsRelay() throws SQLException {
    return connectAs(relay());
  }

  /** For what only an operator may do, such as ending other sessions. */
  public Connection connectAsSuperuser() throws SQLException {
    return servers.connectAsSuperuser(name);
  }

  /** A statement that the application may not execute. */
  public void executeAsOwner(String sql) {
    try (var connection = connectAsOwner();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot execute: " + sql, e);
    }
  }

  /**
   * What points a service at this database and at the test broker, and opens it: no tokens, and
   * management on the port of the service.
   */
  public Map<String, String> settings() {
    var settings = servers();
    settings.put("jumun.security.mode", "open");
    settings.put("management.server.port", "");
    settings.put("management.endpoint.health.show-details", "always");
    return settings;
  }

  /** Starts a Spring Boot application with {@link #settings()}. */
  public void register(DynamicPropertyRegistry registry) {
    settings().forEach((setting, value) -> registry.add(setting, () -> value));
  }

  /** Starts one that wants tokens, of an issuer of this JVM. */
  public void register(DynamicPropertyRegistry registry, TestIssuer issuer) {
    servers().forEach((setting, value) -> registry.add(setting, () -> value));
    registry.add("jumun.security.issuer", issuer::url);
  }

  private Map<String, String> servers() {
    var settings = new HashMap<>(DatabaseSetup.settings(name, name));
    settings.put("spring.datasource.url", jdbcUrl());
    settings.put("spring.kafka.bootstrap-servers", TestInfrastructure.kafkaBootstrapServers());
    return settings;
  }

  private Connection connectAs(String role) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), role, name);
  }
}
