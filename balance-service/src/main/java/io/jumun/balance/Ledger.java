package io.jumun.balance;

import io.jumun.outbox.LateWrites;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
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
  private final LateWrites writes;

  Ledger(JdbcTemplate jdbc, LateWrites writes) {
    this.jdbc = jdbc;
    this.writes = writes;
  }

  /** One statement for a whole batch. */
  void append(List<LedgerEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    writes.add(
        INSERT,
        entries.stream().map(LedgerEntry::userId).toArray(Long[]::new),
        entries.stream().map(LedgerEntry::sequence).toArray(Long[]::new),
        entries.stream().map(entry -> entry.type().name()).toArray(String[]::new),
        entries.stream().map(LedgerEntry::amount).toArray(Long[]::new),
        entries.stream().map(LedgerEntry::balanceAfter).toArray(Long[]::new),
        entries.stream().map(LedgerEntry::orderId).toArray(Long[]::new),
        entries.stream().map(entry -> entry.createdAt().toString()).toArray(String[]::new));
  }

  /** A user's entries below a sequence number, newest first. */
  List<LedgerEntry> before(long sequence, long userId, int limit) {
    return jdbc.query(PAGE, (row, _) -> entry(row), userId, sequence, limit);
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
