package io.jumun.benchmarks.system;

import io.jumun.benchmarks.measure.Component;
import io.jumun.benchmarks.measure.ProcStat;
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

  private static final String PID_FILE = "postmaster.pid";

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

  /** Stops servers that an earlier run has left there, perhaps while they were frozen. */
  static void stopLeftovers(Path directory) {
    if (Files.isDirectory(directory)) {
      try (var servers = Files.list(directory)) {
        for (var data : servers.toList()) {
          if (Files.exists(data.resolve(PID_FILE))) {
            Server.thaw(Server.postmaster(data));
          }
          EmbeddedPostgresServer.stopLeftover(data);
        }
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

  /** From now on its servers take no CPU: nothing is vacuumed while another system is measured. */
  void freeze() {
    distinct().forEach(Server::freeze);
  }

  void thaw() {
    distinct().forEach(server -> Server.thaw(server.postmaster));
  }

  /**
   * What decides how safe, and so how fast, a commit is.
   *
   * @throws IllegalStateException when its servers do not agree about it
   */
  Map<String, String> settings() {
    var each = distinct().stream().map(Postgres::settings).distinct().toList();
    if (each.size() != 1) {
      throw new IllegalStateException("Servers differ: " + each);
    }
    return each.getFirst();
  }

  private static Map<String, String> settings(Server server) {
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
      settings.put(name, server.value("show " + name));
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
    distinct().forEach(Server::close);
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

  record Server(EmbeddedPostgresServer embedded, long postmaster) {

    static Server start(Path data) {
      var embedded = EmbeddedPostgresServer.start(data, Ports.free());
      var server = new Server(embedded, postmaster(data));
      // It is no child that notices when this program ends; closing it twice does no harm.
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgres"));
      return server;
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

    /** The postmaster first: it would start others, and replace those that end. */
    void freeze() {
      Signal.STOP.sendTo(List.of(postmaster));
      Signal.STOP.sendTo(ProcStat.children(postmaster));
    }

    static void thaw(long postmaster) {
      Signal.CONT.sendTo(ProcStat.children(postmaster));
      Signal.CONT.sendTo(List.of(postmaster));
    }

    /** A frozen one could not be told to stop. */
    void close() {
      thaw(postmaster);
      embedded.close();
    }

    Component.Postgres component() {
      return new Component.Postgres(postmaster);
    }

    static long postmaster(Path data) {
      try (var lines = Files.lines(data.resolve(PID_FILE))) {
        return Long.parseLong(lines.findFirst().orElseThrow().strip());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
