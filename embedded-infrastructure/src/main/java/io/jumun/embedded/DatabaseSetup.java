package io.jumun.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * One database and three roles per service: {@code <name>_owner} migrates, {@code <name>} is the
 * application's, {@code <name>_relay} follows the outbox.
 */
public final class DatabaseSetup {

  private static final String OWNER = "_owner";
  private static final String RELAY = "_relay";

  private DatabaseSetup() {}

  /** Connects to a database of the server as its superuser. */
  @FunctionalInterface
  public interface Superuser {
    Connection connect(String database) throws SQLException;
  }

  /**
   * Creates a database and its roles, which can connect to no other. Does nothing where they exist;
   * what the application's role owns, because it was the only one once, becomes the owner's.
   *
   * @param password of all three
   */
  public static void createDatabase(Superuser superuser, String name, String password)
      throws SQLException {
    if (!name.matches("[a-z][a-z0-9_]*") || password.contains("'")) {
      throw new IllegalArgumentException("not a plain name or password: " + name);
    }
    var owner = ownerOf(name);
    var relay = relayOf(name);
    try (var connection = superuser.connect("postgres")) {
      createRole(connection, owner, password);
      createRole(connection, name, password);
      createRole(connection, relay, password);
      if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
        execute(connection, "create database %s owner %s".formatted(name, owner));
      }
    }
    try (var connection = superuser.connect(name)) {
      // First: what is granted to an owner goes to the next one.
      execute(connection, "reassign owned by %s to %s".formatted(name, owner));
      execute(connection, "alter role %s noreplication".formatted(name));
      execute(connection, "alter role %s replication".formatted(relay));
      execute(connection, "revoke connect on database postgres from public");
      execute(connection, "revoke connect on database template1 from public");
      execute(connection, "revoke connect, temporary on database %s from public".formatted(name));
      execute(connection, "grant connect on database %s to %s, %s".formatted(name, name, relay));
      execute(connection, "revoke all on schema public from public");
      execute(connection, "grant usage on schema public to %s, %s".formatted(name, relay));
    }
  }

  /** The settings with which a service uses the roles of its database. */
  public static Map<String, String> settings(String name, String password) {
    return Map.of(
        "spring.datasource.username", name,
        "spring.datasource.password", password,
        "spring.flyway.user", ownerOf(name),
        "spring.flyway.password", password,
        "jumun.outbox.relay.username", relayOf(name),
        "jumun.outbox.relay.password", password);
  }

  /** The role that owns a database of that name. */
  public static String ownerOf(String name) {
    return name + OWNER;
  }

  /** The role that relays the outbox of a database of that name. */
  public static String relayOf(String name) {
    return name + RELAY;
  }

  private static void createRole(Connection connection, String role, String password)
      throws SQLException {
    if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
      execute(connection, "create role %s login password '%s'".formatted(role, password));
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      return statement.executeQuery().next();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
