package io.jumun.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedInfrastructureTest {

  @TempDir Path directory;

  @Test
  void aRoleReachesItsOwnDatabaseAndNoOther() throws Exception {
    try (var postgres = EmbeddedPostgresServer.startTemporary()) {
      postgres.createDatabase("alpha", "alpha");
      postgres.createDatabase("beta", "beta");
      postgres.createDatabase("beta", "beta");

      try (var own = DriverManager.getConnection(postgres.jdbcUrl("alpha"), "alpha", "alpha")) {
        assertThat(own.isValid(1)).isTrue();
      }
      for (var other : List.of("beta", "postgres", "template1")) {
        assertThatThrownBy(
                () -> DriverManager.getConnection(postgres.jdbcUrl(other), "alpha", "alpha"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  void postgresIsDurableAndKeepsItsData() throws Exception {
    int port = Ports.free();
    try (var postgres = EmbeddedPostgresServer.start(directory.resolve("pg"), port);
        var connection = postgres.connectAsSuperuser("postgres");
        var statement = connection.createStatement()) {
      for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        var row = statement.executeQuery("show " + setting);
        row.next();
        assertThat(row.getString(1)).as(setting).isEqualTo("on");
      }
      statement.execute("create table kept (id int)");
    }
    try (var postgres = EmbeddedPostgresServer.start(directory.resolve("pg"), port);
        var connection = postgres.connectAsSuperuser("postgres");
        var statement = connection.createStatement()) {
      assertThat(statement.executeQuery("select * from kept").next()).isFalse();
    }
  }

  @Test
  void kafkaKeepsItsTopics() throws Exception {
    int port = Ports.free();
    int controllerPort = Ports.free();
    try (var kafka = EmbeddedKafkaBroker.start(directory.resolve("kafka"), port, controllerPort);
        var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1))).all().get();
    }
    try (var kafka = EmbeddedKafkaBroker.start(directory.resolve("kafka"), port, controllerPort);
        var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get()).contains("kept");
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      assertThatThrownBy(() -> EmbeddedPostgresServer.start(directory, port))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("Port " + port + " for PostgreSQL is taken");
      assertThatThrownBy(() -> EmbeddedKafkaBroker.start(directory, port, Ports.free()))
          .isInstanceOf(PortTakenException.class)
          .hasMessageContaining("Port " + port + " for Kafka is taken");
    }
  }
}
