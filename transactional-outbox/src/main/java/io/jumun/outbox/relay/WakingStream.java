package io.jumun.outbox.relay;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationMessage.Operation;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/**
 * A stream whose reader sleeps until something arrives, and that tells the queue where transactions
 * end.
 *
 * <p>The walsender can sleep too long: from PostgreSQL 16 on it may look for new WAL, find none,
 * and go to sleep while the commit that should have woken it has just passed. It then sends nothing
 * until the next WAL is flushed, which in a quiet database takes up to seconds. A status message
 * makes it look again: soon where this JVM has committed more than arrives, and otherwise after
 * every long rest, because other replicas commit as well.
 */
final class WakingStream implements ReplicationStream {

  private static final Duration FIRST_REST = Duration.ofMillis(5);

  private final ReplicationStream delegate;
  private final RelaySocket socket;
  private final WakingQueue<?> queue;
  private final UnreadCommits unread;
  private final Duration longestRest;
  private Duration rest = FIRST_REST;

  WakingStream(ReplicationStream delegate, RelaySession session) {
    this.delegate = delegate;
    this.socket = session.socket();
    this.queue = session.queue();
    this.unread = session.unread();
    this.longestRest = session.idlePoll();
  }

  @Override
  public boolean readPending(ReplicationMessageProcessor processor)
      throws SQLException, InterruptedException {
    if (delegate.readPending(
        message -> {
          processor.process(message);
          if (message.getOperation() == Operation.COMMIT) {
            unread.read();
            queue.transactionEnded();
          }
        })) {
      beginAnew();
      return true;
    }
    awaitInput();
    return false;
  }

  private void awaitInput() throws SQLException {
    try {
      if (socket.awaitInput(rest)) {
        return;
      }
    } catch (IOException e) {
      throw new SQLException("The replication connection has no input", e);
    }
    if (unread.areThereAny()) {
      nudge();
      beginAnew();
      return;
    }
    if (wasLong()) {
      nudge();
    }
    var twice = rest.multipliedBy(2);
    rest = twice.compareTo(longestRest) < 0 ? twice : longestRest;
  }

  /** A third of the longest will do: rests double, so the longest comes late after an event. */
  private boolean wasLong() {
    return rest.multipliedBy(3).compareTo(longestRest) >= 0;
  }

  private void beginAnew() {
    rest = FIRST_REST;
  }

  private void nudge() throws SQLException {
    delegate.flushLsn(delegate.startLsn()); // confirms nothing new
  }

  @Override
  public void read(ReplicationMessageProcessor processor)
      throws SQLException, InterruptedException {
    delegate.read(processor);
  }

  @Override
  public void flushLsn(Lsn lsn) throws SQLException {
    delegate.flushLsn(lsn);
  }

  @Override
  public Lsn lastReceivedLsn() {
    return delegate.lastReceivedLsn();
  }

  @Override
  public Lsn startLsn() {
    return delegate.startLsn();
  }

  @Override
  public void startKeepAlive(ExecutorService service) {
    delegate.startKeepAlive(service);
  }

  @Override
  public void stopKeepAlive() {
    delegate.stopKeepAlive();
  }

  @Override
  public void close() throws Exception {
    delegate.close();
  }
}
