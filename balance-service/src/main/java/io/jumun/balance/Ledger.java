package io.jumun.balance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** All entries ever; can only be appended to, which the database enforces. */
@Repository
class Ledger {

  private static final String INSERT =
      """
      insert into ledger_entries
        (user_id, sequence, type, amount, balance_after, order_id, created_at)
      select * from unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[],
        ?::bigint[], ?::text[]::timestamptz[])
      """;

  private static final String PAGE =
      """
      select user_id, sequence, type, amount, balance_after, order_id, created_at
      from ledger_entries where user_id = ? and sequence < ? order by sequence desc limit ?
      """;

  private final JdbcTemplate jdbc;

  Ledger(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** One statement for a whole batch. */
  void append(List<LedgerEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    jdbc.update(
        INSERT,
        statement -> {
          var connection = statement.getConnection();
          statement.setArray(1, column(connection, "bigint", entries, LedgerEntry::userId));
          statement.setArray(2, column(connection, "bigint", entries, LedgerEntry::sequence));
          statement.setArray(3, column(connection, "text", entries, entry -> entry.type().name()));
          statement.setArray(4, column(connection, "bigint", entries, LedgerEntry::amount));
          statement.setArray(5, column(connection, "bigint", entries, LedgerEntry::balanceAfter));
          statement.setArray(6, column(connection, "bigint", entries, LedgerEntry::orderId));
          statement.setArray(
              7, column(connection, "text", entries, entry -> entry.createdAt().toString()));
        });
  }

  /** A user's entries below a sequence number, newest first. */
  List<LedgerEntry> before(long sequence, long userId, int limit) {
    return jdbc.query(PAGE, (row, _) -> entry(row), userId, sequence, limit);
  }

  private static java.sql.Array column(
      Connection connection,
      String type,
      List<LedgerEntry> entries,
      Function<LedgerEntry, @Nullable Object> value)
      throws SQLException {
    return connection.createArrayOf(type, entries.stream().map(value).toArray());
  }

  private static LedgerEntry entry(ResultSet row) throws SQLException {
    return new LedgerEntry(
        row.getLong("user_id"),
        row.getLong("sequence"),
        EntryType.valueOf(row.getString("type")),
        row.getLong("amount"),
        row.getLong("balance_after"),
        row.getObject("order_id", Long.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
