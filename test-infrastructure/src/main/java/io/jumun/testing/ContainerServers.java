package io.jumun.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Servers in containers, of the images that compose and Kubernetes use. */
record ContainerServers(PostgreSQLContainer postgres, KafkaContainer kafka) implements TestServers {

  @SuppressWarnings("resource") // stopped by stop()
  static ContainerServers start() {
    var postgres =
        new PostgreSQLContainer("postgres:18")
            .withUsername("postgres")
            .withPassword("postgres")
            .withCommand(
                "postgres",
                "-c",
                "wal_level=logical",
                "-c",
                "max_wal_senders=40",
                "-c",
                "max_replication_slots=40",
                "-c",
                "max_slot_wal_keep_size=4GB",
                "-c",
                "wal_sender_timeout=10s",
                "-c",
                "max_connections=300");
    var kafka =
        new KafkaContainer("apache/kafka:4.2.2")
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    postgres.start();
    kafka.start();
    return new ContainerServers(postgres, kafka);
  }

  @Override
  public Connection connectAsSuperuser(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), "postgres", "postgres");
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(postgres.getHost(), postgres.getFirstMappedPort(), database);
  }

  @Override
  public String kafkaBootstrapServers() {
    return kafka.getBootstrapServers();
  }

  @Override
  public void stop() {
    kafka.stop();
    postgres.stop();
  }
}
