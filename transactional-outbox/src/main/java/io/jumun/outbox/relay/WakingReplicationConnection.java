package io.jumun.outbox.relay;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import io.debezium.connector.postgresql.spi.SlotCreationResult;
import java.sql.SQLException;
import java.util.Optional;

/** Checks the slot when a stream is opened, and hands out streams that wait instead of spinning. */
final class WakingReplicationConnection implements ReplicationConnection {

  private final ReplicationConnection delegate;
  private final PostgresConnection queries;
  private final RelaySession session;

  /**
   * @param queries the connector's other connection
   */
  WakingReplicationConnection(
      ReplicationConnection delegate, PostgresConnection queries, RelaySession session) {
    this.delegate = delegate;
    this.queries = queries;
    this.session = session;
  }

  @Override
  public ReplicationStream startStreaming(WalPositionLocator position)
      throws SQLException, InterruptedException {
    endTransaction();
    return opened(delegate.startStreaming(position));
  }

  @Override
  public ReplicationStream startStreaming(Lsn offset, WalPositionLocator position)
      throws SQLException, InterruptedException {
    endTransaction();
    return opened(delegate.startStreaming(offset, position));
  }

  /**
   * Debezium has just asked for its transaction's id and commits only when the stream is open. If
   * it finds no slot it creates one first; that waits for every transaction with an id, and so for
   * Debezium itself, for ever.
   */
  private void endTransaction() throws SQLException {
    queries.commit();
  }

  private ReplicationStream opened(ReplicationStream stream) {
    session.streamOpened();
    return new WakingStream(stream, session);
  }

  @Override
  public Optional<SlotCreationResult> createReplicationSlot() {
    throw new RelayException("The slot has vanished; only the supervisor creates it");
  }

  @Override
  public void initConnection() throws SQLException, InterruptedException {
    delegate.initConnection();
  }

  @Override
  public boolean isConnected() throws SQLException {
    return delegate.isConnected();
  }

  @Override
  public void reconnect() throws SQLException {
    delegate.reconnect();
  }

  @Override
  public void close() throws Exception {
    delegate.close();
  }
}
