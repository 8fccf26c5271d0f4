package io.jumun.outbox.relay;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import io.debezium.jdbc.JdbcConfiguration;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WakingReplicationConnectionTest {

  private final TestDatabase database = TestInfrastructure.newDatabase("waking");

  /** A slot that vanishes just before the stream is opened is created by Debezium on the way. */
  @Test
  void lettingDebeziumCreateASlotDoesNotWaitForDebeziumItself() throws Exception {
    try (var session =
            new RelaySession(
                "waking", new UnreadCommits(), Duration.ofMillis(20), Set.of(), this::dropSlot);
        var queries = new PostgresConnection(configuration(), "test")) {
      session.use(new RelaySocket());
      session.use(new WakingQueue<>());
      queries.setAutoCommit(false);
      queries.currentTransactionId(); // as the streaming source does before it opens the stream
      var delegate = mock(ReplicationConnection.class);
      when(delegate.startStreaming(any())).thenAnswer(_ -> createSlot());
      var connection = new WakingReplicationConnection(delegate, queries, session);

      assertThatCode(() -> connection.startStreaming(new WalPositionLocator()))
          .doesNotThrowAnyException();
    }
  }

  private JdbcConfiguration configuration() {
    var url = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    return JdbcConfiguration.create()
        .with(JdbcConfiguration.HOSTNAME, url.getHost())
        .with(JdbcConfiguration.PORT, url.getPort())
        .with(JdbcConfiguration.DATABASE, database.name())
        .with(JdbcConfiguration.USER, database.name())
        .with(JdbcConfiguration.PASSWORD, database.name())
        .build();
  }

  private void dropSlot() {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute("select pg_drop_replication_slot('waking')");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Creates a slot as Debezium does when there is none, and gives up when it has to wait. */
  private ReplicationStream createSlot() throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute("set statement_timeout = '10s'");
      statement.execute("select pg_create_logical_replication_slot('waking', 'pgoutput')");
    }
    return mock(ReplicationStream.class);
  }
}
