package io.jumun.books;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/** Reads tables of any size row by row. */
final class Database {

  /** Takes one row. */
  @FunctionalInterface
  interface Row {
    void take(ResultSet row) throws SQLException;
  }

  private static final int FETCH_SIZE = 5_000;
  private static final int TIMEOUT_SECONDS = 60;

  private final DataSource source;

  Database(DataSource source) {
    this.source = source;
  }

  void each(String sql, Row row) {
    var connection = DataSourceUtils.getConnection(source);
    try {
      each(connection, sql, row);
    } catch (SQLException e) {
      var translated = new SQLStateSQLExceptionTranslator().translate("read", sql, e);
      throw translated == null ? new UncategorizedSQLException("read", sql, e) : translated;
    } finally {
      DataSourceUtils.releaseConnection(connection, source);
    }
  }

  /** PostgreSQL's driver fetches in portions only within a transaction. */
  private static void each(Connection connection, String sql, Row row) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_SIZE);
      statement.setQueryTimeout(TIMEOUT_SECONDS);
      try (var rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          row.take(rows);
        }
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  long count(String sql) {
    var count = new long[1];
    each(sql, row -> count[0] = row.getLong(1));
    return count[0];
  }

  /** How many PostgreSQL has counted; every role may know. */
  long deadlocks() {
    return count("select deadlocks from pg_stat_database where datname = current_database()");
  }

  /** Whether a service publishes from it. */
  boolean hasOutbox() {
    return count("select count(*) from pg_class where oid = to_regclass('outbox')") > 0;
  }
}
