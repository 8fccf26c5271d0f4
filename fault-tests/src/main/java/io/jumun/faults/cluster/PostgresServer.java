package io.jumun.faults.cluster;

import io.jumun.embedded.EmbeddedPostgresServer;
import io.jumun.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The PostgreSQL server of all databases, always on the same port and data. */
public final class PostgresServer implements AutoCloseable {

  private static final Set<String> TO_BE_CHANGED = Set.of("max_slot_wal_keep_size");

  private final Disk disk;
  private final Path data;
  private final int port = Ports.free();
  private EmbeddedPostgresServer server;

  PostgresServer(Disk disk) {
    this.disk = disk;
    this.data = disk.directory().resolve("data");
    this.server = EmbeddedPostgresServer.start(data, port, TO_BE_CHANGED);
  }

  int port() {
    return port;
  }

  public Disk disk() {
    return disk;
  }

  public String jdbcUrl(String database) {
    return server.jdbcUrl(database);
  }

  void createDatabase(String name) {
    server.createDatabase(name, name);
  }

  public Connection connectAsSuperuser(String database) throws SQLException {
    return server.connectAsSuperuser(database);
  }

  /** As the superuser, by itself. */
  public void execute(String sql) {
    try (var connection = connectAsSuperuser("postgres");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot execute: " + sql, e);
    }
  }

  /** Whether the query finds a row. */
  public boolean holds(String query) {
    try (var connection = connectAsSuperuser("postgres");
        var statement = connection.createStatement()) {
      return statement.executeQuery(query).next();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot query: " + query, e);
    }
  }

  /**
   * Terminates backends.
   *
   * @param which a condition on {@code pg_stat_activity}
   * @return whether there were any
   */
  public boolean terminate(String which) {
    return holds(
        """
        select 1
        from (select pg_terminate_backend(pid) as done from pg_stat_activity where %s) as backend
        where done
        """
            .formatted(which));
  }

  /** As a power cut would: nothing is flushed, all connections end; recovery at the next start. */
  public void stopImmediately() throws InterruptedException {
    var postmaster = postmaster();
    if (postmaster.isPresent()) {
      Signals.QUIT.send(postmaster.get().pid());
      while (postmaster.get().isAlive()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    server.close();
  }

  public void start() {
    server = EmbeddedPostgresServer.start(data, port, TO_BE_CHANGED);
  }

  /** Starts it where it gave up. */
  public void startIfDown() {
    if (postmaster().isEmpty()) {
      server.close();
      start();
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private Optional<ProcessHandle> postmaster() {
    var pidFile = data.resolve("postmaster.pid");
    try {
      if (!Files.exists(pidFile)) {
        return Optional.empty();
      }
      long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().trim());
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
