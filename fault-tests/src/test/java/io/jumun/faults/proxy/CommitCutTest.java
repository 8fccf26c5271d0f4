package io.jumun.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jumun.embedded.EmbeddedPostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;

@Timeout(60)
class CommitCutTest {

  private static EmbeddedPostgresServer postgres;
  private TcpProxy proxy;

  @BeforeAll
  static void startPostgres() {
    postgres = EmbeddedPostgresServer.startTemporary();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @BeforeEach
  void startProxy() throws SQLException {
    proxy = TcpProxy.start(0, "localhost", postgres.port());
    try (var connection = postgres.connectAsSuperuser("postgres")) {
      execute(connection, "drop table if exists entry");
      execute(connection, "create table entry (text varchar primary key)");
    }
  }

  @AfterEach
  void stopProxy() {
    proxy.close();
  }

  /** The last of the settings is what makes the driver name its COMMIT on the server at once. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          BEFORE_SENT, 0, preferQueryMode=extended
          BEFORE_SENT, 0, preferQueryMode=simple
          BEFORE_SENT, 9, preferQueryMode=extended
          BEFORE_SENT, 9, prepareThreshold=1
          BEFORE_SENT, 9, prepareThreshold=0
          AFTER_SENT, 0, preferQueryMode=extended
          AFTER_SENT, 0, preferQueryMode=simple
          AFTER_SENT, 9, preferQueryMode=extended
          AFTER_SENT, 9, prepareThreshold=1
          AFTER_SENT, 9, prepareThreshold=0
          """)
  void takesTheConnectionAwayAtACommit(CommitMoment moment, int skip, String settings)
      throws SQLException {
    var happened = proxy.cutAtCommit(moment, skip);
    try (var connection = connect(settings)) {
      for (int i = 0; i < skip; i++) {
        insert(connection, "passes " + i);
        connection.commit();
      }
      assertThat(happened).isNotDone();
      insert(connection, "cut");
      assertThatThrownBy(connection::commit)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
    }
    assertThat(happened).succeedsWithin(Duration.ofSeconds(10));
    await().until(() -> backends() == 0);
    assertThat(entries()).isEqualTo(skip + (moment == CommitMoment.AFTER_SENT ? 1 : 0));

    try (var connection = connect(settings)) {
      insert(connection, "the next is not cut");
      connection.commit();
    }
  }

  @Test
  void findsACommitThatWasPreparedBeforeTheFaultWasOrdered() throws SQLException {
    try (var connection = connect("")) {
      for (int i = 0; i < 10; i++) {
        insert(connection, "passes " + i);
        connection.commit();
      }
      var happened = proxy.cutAtCommit(CommitMoment.BEFORE_SENT, 0);
      insert(connection, "cut");
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
      assertThat(happened).succeedsWithin(Duration.ofSeconds(10));
    }
    await().until(() -> backends() == 0);
    assertThat(entries()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"extended", "simple"})
  void theWordInDataIsNotACommit(String queryMode) throws SQLException {
    var happened = proxy.cutAtCommit(CommitMoment.BEFORE_SENT, 0);
    try (var connection = connect("preferQueryMode=" + queryMode)) {
      insert(connection, "COMMIT");
      insert(connection, "E\0\0\0\u0009COMMIT".replace('\0', ' '));
      insert(connection, "COMMIT;".repeat(30_000)); // in more than one piece
      execute(connection, "select 'commit' as \"COMMIT\"");
      connection.rollback();
      assertThat(happened).isNotDone();
      insert(connection, "cut");
      assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
    }
    assertThat(happened).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void replicationPassesUntouched() throws SQLException {
    try (var connection = postgres.connectAsSuperuser("postgres")) {
      execute(connection, "select pg_create_logical_replication_slot('s', 'test_decoding')");
    }
    var happened = proxy.cutAtCommit(CommitMoment.AFTER_SENT, 0);
    var url =
        "jdbc:postgresql://localhost:%d/postgres?replication=database&preferQueryMode=simple&%s=9.4"
            .formatted(proxy.port(), PGProperty.ASSUME_MIN_SERVER_VERSION.getName());
    try (var replication = DriverManager.getConnection(url, "postgres", "postgres");
        var stream =
            replication
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName("s")
                .withStartPosition(LogSequenceNumber.valueOf(0))
                .start()) {
      try (var connection = postgres.connectAsSuperuser("postgres")) {
        insert(connection, "streamed");
      }
      var text = new StringBuilder();
      while (!text.toString().contains("COMMIT")) {
        var buffer = stream.read();
        text.append(StandardCharsets.UTF_8.decode(buffer));
      }
      assertThat(text).contains("streamed");
    }
    assertThat(happened).isNotDone();
  }

  @Test
  void healForgetsTheOrder() throws SQLException {
    CompletableFuture<Void> happened = proxy.cutAtCommit(CommitMoment.BEFORE_SENT, 0);
    proxy.heal();
    assertThat(happened).isCancelled();
    try (var connection = connect("")) {
      insert(connection, "passes");
      connection.commit();
    }
    assertThat(entries()).isOne();
  }

  private Connection connect(String settings) throws SQLException {
    var url =
        "jdbc:postgresql://localhost:%d/postgres?ApplicationName=proxied&%s"
            .formatted(proxy.port(), settings);
    var connection = DriverManager.getConnection(url, "postgres", "postgres");
    connection.setAutoCommit(false);
    return connection;
  }

  private static void insert(Connection connection, String text) throws SQLException {
    try (var statement = connection.prepareStatement("insert into entry values (?)")) {
      statement.setString(1, text);
      statement.executeUpdate();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long entries() throws SQLException {
    return count("select count(*) from entry");
  }

  private static long backends() throws SQLException {
    return count("select count(*) from pg_stat_activity where application_name = 'proxied'");
  }

  private static long count(String query) throws SQLException {
    try (var connection = postgres.connectAsSuperuser("postgres");
        var statement = connection.createStatement()) {
      var result = statement.executeQuery(query);
      result.next();
      return result.getLong(1);
    }
  }
}
