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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A system's PostgreSQL: a server for each of its databases, as in production, or one for all; of
 * the same binaries and settings for every system.
 */
final class Postgres implements AutoCloseable {

  private final Path directory;
  private final boolean oneForAll;

  /** By database. */
  private final Map<String, Server> servers = new LinkedHashMap<>();

  /**
   * @param directory for the data
   * @param oneForAll server, instead of one for each database
   */
  Postgres(Path directory, boolean oneForAll) {
    this.directory = directory;
    this.oneForAll = oneForAll;
  }

  /** Stops servers that an earlier run has left there. */
  static void stopLeftovers(Path directory) {
    if (Files.isDirectory(directory)) {
      try (var servers = Files.list(directory)) {
        servers.forEach(EmbeddedPostgresServer::stopLeftover);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot look for servers in " + directory, e);
      }
    }
  }

  /** The server's port, by database. */
  Map<String, Integer> ports() {
    var ports = new TreeMap<String, Integer>();
    servers.forEach((database, server) -> ports.put(database, server.embedded.port()));
    return ports;
  }

  String jdbcUrl(String database) {
    return server(database).jdbcUrl(database);
  }

  /** Starts its server, if that does not run yet. */
  void createDatabase(String name) {
    var server =
        oneForAll && !servers.isEmpty()
            ? servers.values().iterator().next()
            : Server.start(directory.resolve(name));
    servers.put(name, server);
    server.embedded.createDatabase(name, name);
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
    oneDatabaseOfEach().forEach(database -> execute(database, "checkpoint"));
  }

  void vacuum(String database) {
    execute(database, "vacuum analyze");
  }

  private void execute(String database, String statement) {
    try (var connection = server(database).connectAsSuperuser(database);
        var sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  int count() {
    return distinct().size();
  }

  /** What decides how safe, and so how fast, a commit is. */
  Map<String, String> settings() {
    var settings = new TreeMap<String, String>();
    var any = distinct().iterator().next();
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
      settings.put(name, any.value("show " + name));
    }
    return settings;
  }

  /** Written by all of its servers since they were created. */
  long walBytes() {
    long bytes = 0;
    for (var server : distinct()) {
      bytes += Long.parseLong(server.value("select pg_current_wal_lsn() - '0/0'"));
    }
    return bytes;
  }

  List<Component.Postgres> components() {
    return distinct().stream().map(Server::component).toList();
  }

  @Override
  public void close() {
    distinct().forEach(server -> server.embedded.close());
  }

  private EmbeddedPostgresServer server(String database) {
    return Objects.requireNonNull(servers.get(database), database).embedded;
  }

  private Collection<String> oneDatabaseOfEach() {
    var names = new LinkedHashMap<Server, String>();
    servers.forEach((database, server) -> names.put(server, database));
    return names.values();
  }

  private Set<Server> distinct() {
    return new LinkedHashSet<>(servers.values());
  }

  private record Server(Path data, EmbeddedPostgresServer embedded) {

    static Server start(Path data) {
      var embedded = EmbeddedPostgresServer.start(data, Ports.free());
      // It is no child that notices when this program ends; closing it twice does no harm.
      Runtime.getRuntime().addShutdownHook(new Thread(embedded::close, "stop-postgres"));
      return new Server(data, embedded);
    }

    /** The one value that a query answers. */
    String value(String query) {
      try (var connection = embedded.connectAsSuperuser("postgres");
          var sql = connection.createStatement();
          var rows = sql.executeQuery(query)) {
        rows.next();
        return rows.getString(1);
      } catch (SQLException e) {
        throw new IllegalStateException(query, e);
      }
    }

    Component.Postgres component() {
      try {
        var lines = Files.readAllLines(data.resolve("postmaster.pid"));
        return new Component.Postgres(Long.parseLong(lines.getFirst().trim()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
