package io.jumun.outbox.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Only one replica at a time looks after the slot: creates it, publishes again, starts an engine on
 * it. Held by a database session, so it ends with its process; a process that is paused loses it
 * after a while, and then finds that the slot is not as it left it.
 */
final class SlotLock implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SlotLock.class);

  private final Connection connection;
  private boolean held = true;

  private SlotLock(Connection connection) {
    this.connection = connection;
  }

  /** Empty while another replica has it. */
  static Optional<SlotLock> tryAcquire(DataSource dataSource, String slotName) {
    try {
      var connection = dataSource.getConnection();
      if (acquired(connection, slotName)) {
        return Optional.of(new SlotLock(connection));
      }
      connection.close();
      return Optional.empty();
    } catch (SQLException e) {
      throw new RelayException("Cannot ask for the lock of slot " + slotName, e);
    }
  }

  private static boolean acquired(Connection connection, String slotName) throws SQLException {
    try (var statement =
        connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
      statement.setString(1, slotName);
      var row = statement.executeQuery();
      row.next();
      if (!row.getBoolean(1)) {
        return false;
      }
      execute(connection, "set idle_session_timeout = '60s'");
      return true;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    if (!held) {
      return;
    }
    held = false;
    try (connection) {
      execute(connection, "select pg_advisory_unlock_all()");
      execute(connection, "reset idle_session_timeout");
    } catch (SQLException e) {
      log.debug("The lock has ended with its session", e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
