package io.jumun.outbox.relay;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/**
 * A stream whose reader rests when there is nothing to read: briefly after the last event or a
 * wake-up, because PostgreSQL needs a moment from commit to stream, and then longer each time, up
 * to the idle poll. A wake-up ends every rest.
 *
 * <p>The walsender, too, can rest too long: from PostgreSQL 16 on it may look for new WAL, find
 * none, and go to sleep while the commit that should have woken it has just passed. It then sends
 * nothing until the next WAL is flushed, which in a quiet database takes up to seconds. A status
 * message makes it look again.
 */
final class WakingStream implements ReplicationStream {

  private static final long FIRST_REST_NANOS = 100_000;
  private static final int RESTS_TO_NUDGE = 5;

  private final ReplicationStream delegate;
  private final WakeUp wakeUp;
  private final Duration idlePoll;
  private int rests;
  private long restNanos = FIRST_REST_NANOS;

  WakingStream(ReplicationStream delegate, WakeUp wakeUp, Duration idlePoll) {
    this.delegate = delegate;
    this.wakeUp = wakeUp;
    this.idlePoll = idlePoll;
  }

  @Override
  public boolean readPending(ReplicationMessageProcessor processor)
      throws SQLException, InterruptedException {
    if (delegate.readPending(processor)) {
      beginAnew();
      return true;
    }
    rests++;
    if (rests % RESTS_TO_NUDGE == 0) {
      delegate.flushLsn(delegate.startLsn()); // confirms nothing new
    }
    if (wakeUp.await(Duration.ofNanos(restNanos))) {
      beginAnew();
    } else {
      restNanos = Math.min(restNanos * 3 / 2, idlePoll.toNanos());
    }
    return false;
  }

  private void beginAnew() {
    rests = 0;
    restNanos = FIRST_REST_NANOS;
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
