package io.jumun.outbox.relay;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;

/**
 * A stream whose reader rests when there is nothing to read: briefly after the last event or a
 * wake-up, because PostgreSQL needs a moment from commit to stream, and then until the next wake-up
 * or the idle poll.
 */
final class WakingStream implements ReplicationStream {

  private static final long SHORT_REST_NANOS = 100_000;
  private static final int SHORT_RESTS = 40;

  private final ReplicationStream delegate;
  private final WakeUp wakeUp;
  private final Duration idlePoll;
  private int rests;

  WakingStream(ReplicationStream delegate, WakeUp wakeUp, Duration idlePoll) {
    this.delegate = delegate;
    this.wakeUp = wakeUp;
    this.idlePoll = idlePoll;
  }

  @Override
  public boolean readPending(ReplicationMessageProcessor processor)
      throws SQLException, InterruptedException {
    if (delegate.readPending(processor)) {
      rests = 0;
      return true;
    }
    if (rests < SHORT_RESTS) {
      rests++;
      LockSupport.parkNanos(SHORT_REST_NANOS);
    } else if (wakeUp.await(idlePoll)) {
      rests = 0;
    }
    return false;
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
