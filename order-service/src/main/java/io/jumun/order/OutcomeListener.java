package io.jumun.order;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Hears of outcomes that other replicas decided, over one connection of its own. What it misses
 * while that is down it reads from the table when it is up again.
 */
@Component
class OutcomeListener {

  private static final Logger log = LoggerFactory.getLogger(OutcomeListener.class);
  private static final int WAIT_MILLIS = 1_000;
  private static final int SILENT_WAITS_BEFORE_CHECK = 5;
  private static final int CHECK_SECONDS = 2;

  private final JdbcConnectionDetails database;
  private final OutcomeWaiters waiters;
  private final OutcomePoller poller;

  OutcomeListener(JdbcConnectionDetails database, OutcomeWaiters waiters, OutcomePoller poller) {
    this.database = database;
    this.waiters = waiters;
    this.poller = poller;
  }

  /** Listens until the connection breaks or the thread is interrupted. */
  void listen() {
    try (var connection = connect()) {
      try (var statement = connection.createStatement()) {
        statement.execute("listen " + OutcomeNotice.CHANNEL);
      }
      poller.pollAll();
      receive(connection);
    } catch (SQLException e) {
      if (!Thread.currentThread().isInterrupted()) {
        log.warn("Outcomes of other replicas are polled for a while: {}", e.toString());
      }
    }
  }

  private Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", String.valueOf(database.getUsername()));
    properties.setProperty("password", String.valueOf(database.getPassword()));
    properties.setProperty("ApplicationName", "order-service-outcomes");
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("tcpKeepAlive", "true");
    return DriverManager.getConnection(database.getJdbcUrl(), properties);
  }

  private void receive(Connection connection) throws SQLException {
    var source = connection.unwrap(PGConnection.class);
    for (int silent = 0; !Thread.currentThread().isInterrupted(); silent++) {
      var notices = source.getNotifications(WAIT_MILLIS);
      if (notices != null && notices.length > 0) {
        silent = -1;
        wake(notices);
      } else if (silent >= SILENT_WAITS_BEFORE_CHECK) {
        silent = -1;
        requireAlive(connection);
      }
    }
  }

  private void wake(PGNotification[] notices) {
    for (var notice : notices) {
      OutcomeNotice.read(notice.getParameter()).forEach(waiters::complete);
    }
  }

  private static void requireAlive(Connection connection) throws SQLException {
    if (!connection.isValid(CHECK_SECONDS)) {
      throw new SQLException("The connection is gone");
    }
  }
}
