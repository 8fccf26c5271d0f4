package io.jumun.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server in a child process, set up for logical replication. */
public final class EmbeddedPostgresServer implements AutoCloseable {

  /**
   * What a production server of this project has too; the library's own defaults trade safety for
   * speed.
   */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("wal_level", "logical"),
          Map.entry("max_wal_senders", "40"),
          Map.entry("max_replication_slots", "40"),
          Map.entry("max_slot_wal_keep_size", "4GB"),
          Map.entry("wal_sender_timeout", "10s"),
          Map.entry("max_connections", "300"),
          Map.entry("shared_buffers", "256MB"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry("timezone", "UTC"));

  private final EmbeddedPostgres server;

  private EmbeddedPostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /** On a free port, with data that lives as long as the server. */
  public static EmbeddedPostgresServer startTemporary() {
    return start(null, 0);
  }

  /**
   * A server that still runs on the directory, because the JVM that started it was killed, is
   * stopped first.
   *
   * @param directory holds the data; created when it is not there
   * @throws PortTakenException when the port is taken
   */
  public static EmbeddedPostgresServer start(@Nullable Path directory, int port) {
    return start(directory, port, Set.of());
  }

  /**
   * @param leftOut settings that are not given on the server's command line, so that {@code ALTER
   *     SYSTEM} can change them
   */
  public static EmbeddedPostgresServer start(
      @Nullable Path directory, int port, Set<String> leftOut) {
    if (directory != null) {
      Leftover.stop(directory);
    }
    if (port != 0) {
      Ports.requireFree(port, "PostgreSQL");
    }
    var builder =
        EmbeddedPostgres.builder()
            .setPort(port)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setLocaleConfig("locale", "C.UTF-8")
            .setRegisterShutdownHook(false)
            .setCleanDataDirectory(directory == null);
    if (directory != null) {
      builder.setDataDirectory(directory);
    }
    SETTINGS.forEach(
        (name, value) -> {
          if (!leftOut.contains(name)) {
            builder.setServerConfig(name, value);
          }
        });
    try {
      return new EmbeddedPostgresServer(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  /**
   * Stops the server of an earlier run that still has its data in the directory, if there is one.
   */
  public static void stopLeftover(Path directory) {
    Leftover.stop(directory);
  }

  public int port() {
    return server.getPort();
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:%d/%s".formatted(port(), database);
  }

  /** As the superuser; for setting up and for checking, never for a service. */
  public Connection connectAsSuperuser(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), "postgres", "postgres");
  }

  /** See {@link DatabaseSetup#createDatabase}. */
  public void createDatabase(String name, String password) {
    try {
      DatabaseSetup.createDatabase(this::connectAsSuperuser, name, password);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot set up the database " + name, e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not stop", e);
    }
  }
}
