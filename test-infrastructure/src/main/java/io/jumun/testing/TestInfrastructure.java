package io.jumun.testing;

import io.jumun.embedded.DatabaseSetup;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.testcontainers.DockerClientFactory;

/**
 * One PostgreSQL server and one Kafka broker for all tests of a JVM, started when first asked for.
 */
public final class TestInfrastructure {

  private static final Logger log = LoggerFactory.getLogger(TestInfrastructure.class);
  private static final AtomicInteger databases = new AtomicInteger();
  private static final AtomicBoolean stopped = new AtomicBoolean();

  private TestInfrastructure() {}

  /** A new, empty database with roles of its own, as a service gets it in production. */
  public static TestDatabase newDatabase(String name) {
    return database(name + "_" + databases.incrementAndGet());
  }

  /** The database of that very name, created where it is missing. */
  public static TestDatabase database(String name) {
    var servers = Holder.SERVERS;
    try {
      DatabaseSetup.createDatabase(servers::connectAsSuperuser, name, name);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create the test database " + name, e);
    }
    return new TestDatabase(servers, name);
  }

  /** A new, empty database whose only role owns it and may replicate. */
  public static TestDatabase databaseWithOneRole(String name) {
    var own = name + "_" + databases.incrementAndGet();
    var servers = Holder.SERVERS;
    try (var superuser = servers.connectAsSuperuser("postgres");
        var statement = superuser.createStatement()) {
      statement.execute("create role %s login replication password '%s'".formatted(own, own));
      statement.execute("create database %s owner %s".formatted(own, own));
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create the test database " + own, e);
    }
    return new TestDatabase(servers, own);
  }

  /**
   * Stops the servers. Happens by itself when the JVM ends, after Spring Boot's hook has closed the
   * applications; whoever closes applications in another way calls it then.
   */
  public static void stop() {
    if (!stopped.getAndSet(true)) {
      Holder.SERVERS.stop();
    }
  }

  public static String kafkaBootstrapServers() {
    return Holder.SERVERS.kafkaBootstrapServers();
  }

  private static final class Holder {

    static final TestServers SERVERS = start();

    private static TestServers start() {
      var servers = containersWanted() ? ContainerServers.start() : EmbeddedServers.start();
      log.info("Tests run on {}", servers.getClass().getSimpleName());
      // These run after the applications are closed, which still need their servers for that.
      SpringApplication.getShutdownHandlers().add(TestInfrastructure::stop);
      Runtime.getRuntime().addShutdownHook(new Thread(Holder::stopWithoutSpring));
      return servers;
    }

    private static void stopWithoutSpring() {
      if (!SpringApplicationSeen.seen()) {
        stop();
      }
    }

    private static boolean containersWanted() {
      var choice = System.getenv().getOrDefault("JUMUN_TEST_INFRASTRUCTURE", "auto");
      return switch (choice) {
        case "containers" -> true;
        case "embedded" -> false;
        case "auto" -> DockerClientFactory.instance().isDockerAvailable();
        default ->
            throw new IllegalArgumentException(
                "JUMUN_TEST_INFRASTRUCTURE is auto, embedded or containers, not " + choice);
      };
    }
  }
}
