package io.jumun.benchmarks.system;

import io.jumun.benchmarks.measure.Component;
import io.jumun.embedded.DatabaseSetup;
import io.jumun.embedded.EmbeddedPostgresServer;
import io.jumun.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** A system's PostgreSQL server: the same binaries and settings for each. */
final class Postgres implements AutoCloseable {

  private final Path data;
  private final EmbeddedPostgresServer server;

  private Postgres(Path data, EmbeddedPostgresServer server) {
    this.data = data;
    this.server = server;
  }

  static Postgres start(Path data) {
    var server = EmbeddedPostgresServer.start(data, Ports.free());
    // It is no child that notices when this program ends; closing it twice does no harm.
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgres"));
    return new Postgres(data, server);
  }

  int port() {
    return server.port();
  }

  String jdbcUrl(String database) {
    return server.jdbcUrl(database);
  }

  void createDatabase(String name) {
    server.createDatabase(name, name);
    // A relay that is frozen while others are measured stays connected.
    execute(name, "alter database %s set wal_sender_timeout = '5min'".formatted(name));
  }

  /** As the role that owns it. */
  Connection connect(String database) {
    try {
      return DriverManager.getConnection(
          jdbcUrl(database), DatabaseSetup.ownerOf(database), database);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot reach " + database, e);
    }
  }

  /** So that what others have written to this server does not have to be written later. */
  void checkpoint() {
    execute("postgres", "checkpoint");
  }

  void vacuum(String database) {
    execute(database, "vacuum analyze");
  }

  private void execute(String database, String statement) {
    try (var connection = server.connectAsSuperuser(database);
        var sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** What decides how safe, and so how fast, a commit is. */
  Map<String, String> settings() {
    var settings = new TreeMap<String, String>();
    for (var name :
        new String[] {
          "server_version",
          "fsync",
          "synchronous_commit",
          "full_page_writes",
          "wal_level",
          "wal_sync_method",
          "shared_buffers",
          "max_wal_size",
          "max_connections"
        }) {
      try (var connection = server.connectAsSuperuser("postgres");
          var sql = connection.createStatement();
          var rows = sql.executeQuery("show " + name)) {
        rows.next();
        settings.put(name, rows.getString(1));
      } catch (SQLException e) {
        throw new IllegalStateException("show " + name, e);
      }
    }
    return settings;
  }

  Component.Postgres component() {
    try {
      var lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return new Component.Postgres(Long.parseLong(lines.getFirst().trim()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
