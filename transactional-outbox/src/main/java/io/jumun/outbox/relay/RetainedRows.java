package io.jumun.outbox.relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads from the table what a new slot does not show. */
final class RetainedRows {

  private static final String SELECT =
      """
      select id::text, aggregatetype, aggregateid, type, payload::text, traceparent, created_at
      from outbox
      where xid >= (select published_before from outbox_relay where slot_name = ?)
      order by created_at, id
      """;

  private final DataSource dataSource;
  private final String slotName;
  private final int batchSize;

  RetainedRows(DataSource dataSource, String slotName, int batchSize) {
    this.dataSource = dataSource;
    this.slotName = slotName;
    this.batchSize = batchSize;
  }

  /**
   * Publishes every row that may be missing in Kafka, oldest first, one batch after the other.
   *
   * @return how many
   */
  long publish(EventPublisher publisher) throws InterruptedException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false); // or the driver reads all rows at once
      try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
        statement.setString(1, slotName);
        statement.setFetchSize(batchSize);
        return publish(statement.executeQuery(), publisher);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new RelayException("Cannot read the outbox again", e);
    }
  }

  private long publish(ResultSet rows, EventPublisher publisher)
      throws SQLException, InterruptedException {
    long published = 0;
    List<OutboxRow> batch = new ArrayList<>(batchSize);
    while (rows.next()) {
      batch.add(row(rows));
      if (batch.size() == batchSize) {
        publisher.publish(batch);
        published += batch.size();
        batch.clear();
      }
    }
    publisher.publish(batch);
    return published + batch.size();
  }

  private static OutboxRow row(ResultSet row) throws SQLException {
    return new OutboxRow(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getObject(7, OffsetDateTime.class).toInstant());
  }
}
