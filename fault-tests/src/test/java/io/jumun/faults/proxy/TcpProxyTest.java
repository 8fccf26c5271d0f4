package io.jumun.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jumun.embedded.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpProxyTest {

  private static final String BROKEN = "08";

  private static EmbeddedPostgresServer postgres;
  private TcpProxy proxy;

  @BeforeAll
  static void startPostgres() throws SQLException {
    postgres = EmbeddedPostgresServer.startTemporary();
    try (var connection = postgres.connectAsSuperuser("postgres");
        var statement = connection.createStatement()) {
      statement.execute("create table entry (text varchar primary key)");
    }
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @BeforeEach
  void startProxy() {
    proxy = TcpProxy.start(0, "localhost", postgres.port());
  }

  /** A backend that is busy does not notice that its client is gone. */
  @AfterEach
  void stopProxy() throws SQLException {
    proxy.close();
    try (var connection = postgres.connectAsSuperuser("postgres")) {
      execute(
          connection,
          "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
              + " where application_name = 'proxied'");
    }
  }

  @Test
  void passesEverythingOn() throws SQLException {
    try (var connection = connect("")) {
      insert(connection, "plain");
    }
    assertThat(entries("plain")).isOne();
    assertThat(proxy.connections()).isOne();
    assertThat(proxy.bytesToServer()).isPositive();
    assertThat(proxy.bytesToClient()).isPositive();
    await().until(() -> proxy.openConnections() == 0);
  }

  @Test
  void cutBreaksWhatIsThereAndWhatComes() throws SQLException {
    try (var connection = connect("")) {
      proxy.cut();
      assertBroken(() -> insert(connection, "cut"));
      assertBroken(() -> connect(""));
      proxy.heal();
      assertThat(connection.isClosed()).isTrue();
    }
    try (var connection = connect("")) {
      insert(connection, "healed");
    }
    assertThat(entries("cut")).isZero();
    assertThat(entries("healed")).isOne();
  }

  @Test
  void cutReachesAClientThatWaitsForAnAnswer() throws SQLException {
    try (var connection = connect("")) {
      var waiting = inBackground(() -> execute(connection, "select pg_sleep(30)"));
      awaitRunning("select pg_sleep(30)");
      proxy.cut();
      assertThat(waiting).failsWithin(Duration.ofSeconds(10));
    }
  }

  @Test
  void aStallTowardsTheClientHidesWhatTookEffect() throws Exception {
    try (var connection = connect("")) {
      proxy.stall(Direction.TO_CLIENT);
      var inserting = inBackground(() -> insert(connection, "unanswered"));
      await().until(() -> entries("unanswered") == 1);
      assertThat(inserting).isNotDone();
      proxy.heal();
      inserting.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void lateBytesArriveWhenAStallHeals() throws Exception {
    try (var connection = connect("")) {
      proxy.stall(Direction.TO_SERVER);
      long sent = proxy.bytesToServer();
      var inserting = inBackground(() -> insert(connection, "late"));
      var connecting = inBackground(() -> connect("").close());
      await().until(() -> proxy.connections() == 2);
      await().during(Duration.ofMillis(300)).until(() -> proxy.bytesToServer() == sent);
      assertThat(inserting).isNotDone();
      assertThat(connecting).isNotDone();
      assertThat(entries("late")).isZero();
      proxy.heal();
      inserting.get(10, TimeUnit.SECONDS);
      connecting.get(10, TimeUnit.SECONDS);
    }
    assertThat(entries("late")).isOne();
  }

  @Test
  void aDeadClientIsNotNoticedThroughAPartition() throws SQLException {
    try (var connection = connect("")) {
      insert(connection, "before the partition");
      proxy.stall(Direction.BOTH);
      connection.abort(Runnable::run);
      await().during(Duration.ofMillis(300)).until(() -> backends() == 1);
      proxy.heal();
      await().until(() -> backends() == 0);
    }
  }

  @Test
  void healByResetLosesWhatWasStalled() throws SQLException {
    try (var connection = connect("")) {
      proxy.stall(Direction.TO_SERVER);
      var inserting = inBackground(() -> insert(connection, "lost"));
      await().during(Duration.ofMillis(300)).until(() -> !inserting.isDone());
      proxy.healByReset();
      assertThat(inserting).failsWithin(Duration.ofSeconds(10));
      await().until(() -> backends() == 0);
      assertThat(entries("lost")).isZero();
    }
  }

  @Test
  void delaySlowsEveryPieceAndHealEndsTheWait() throws Exception {
    try (var connection = connect("")) {
      proxy.delay(Duration.ofMillis(100), Duration.ofMillis(50), 1);
      long begin = System.nanoTime();
      insert(connection, "slow");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(200));
      proxy.delay(Duration.ofHours(1), Duration.ZERO, 1);
      var inserting = inBackground(() -> insert(connection, "not that slow"));
      await().during(Duration.ofMillis(200)).until(() -> !inserting.isDone());
      proxy.heal();
      inserting.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void throttleLimitsTheRate() throws SQLException {
    try (var connection = connect("")) {
      proxy.throttle(100_000);
      long begin = System.nanoTime();
      execute(connection, "select repeat('x', 50000)");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(450));
    }
  }

  @Test
  void newConnectionsGoWhereItIsRetargeted() throws SQLException {
    try (var elsewhere = TcpProxy.start(0, "localhost", 1)) {
      elsewhere.retarget(postgres.port());
      var url = "jdbc:postgresql://localhost:%d/postgres".formatted(elsewhere.port());
      DriverManager.getConnection(url, "postgres", "postgres").close();
    }
  }

  @Test
  void staysOnLoopback() {
    assertThatThrownBy(() -> TcpProxy.start(0, "192.0.2.1", 5432))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Connection connect(String settings) throws SQLException {
    var url =
        "jdbc:postgresql://localhost:%d/postgres?ApplicationName=proxied&%s"
            .formatted(proxy.port(), settings);
    return DriverManager.getConnection(url, "postgres", "postgres");
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

  private static long entries(String text) throws SQLException {
    return count("select count(*) from entry where text = ?", text);
  }

  private static long backends() throws SQLException {
    return count("select count(*) from pg_stat_activity where application_name = ?", "proxied");
  }

  private static void awaitRunning(String query) {
    await()
        .until(
            () ->
                count(
                        "select count(*) from pg_stat_activity where state = 'active' and query ="
                            + " ?",
                        query)
                    == 1);
  }

  private static long count(String query, String parameter) throws SQLException {
    try (var connection = postgres.connectAsSuperuser("postgres");
        var statement = connection.prepareStatement(query)) {
      statement.setString(1, parameter);
      var result = statement.executeQuery();
      result.next();
      return result.getLong(1);
    }
  }

  private interface Action {
    void run() throws SQLException;
  }

  private static CompletableFuture<Void> inBackground(Action action) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            action.run();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private static void assertBroken(Action action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).startsWith(BROKEN));
  }
}
