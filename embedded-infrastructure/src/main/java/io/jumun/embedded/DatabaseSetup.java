package io.jumun.embedded;

import java.sql.Connection;
import java.sql.SQLException;

/** One database and one role per service. */
public final class DatabaseSetup {

  private DatabaseSetup() {}

  /**
   * Creates a database owned by a role of the same name, which may replicate it and can connect to
   * no other. Does nothing where they exist.
   *
   * @param superuser a connection to any database of the server
   */
  public static void createDatabase(Connection superuser, String name, String password)
      throws SQLException {
    if (!name.matches("[a-z][a-z0-9_]*") || password.contains("'")) {
      throw new IllegalArgumentException("not a plain name or password: " + name);
    }
    if (!exists(superuser, "select 1 from pg_roles where rolname = ?", name)) {
      execute(
          superuser, "create role %s login replication password '%s'".formatted(name, password));
    }
    if (!exists(superuser, "select 1 from pg_database where datname = ?", name)) {
      execute(superuser, "create database %s owner %s".formatted(name, name));
    }
    execute(superuser, "revoke connect, temporary on database %s from public".formatted(name));
    execute(superuser, "revoke connect on database postgres from public");
    execute(superuser, "revoke connect on database template1 from public");
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
