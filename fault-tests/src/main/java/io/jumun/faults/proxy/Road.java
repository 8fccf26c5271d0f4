package io.jumun.faults.proxy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Where all bytes pass: holds them up as the conditions demand, and lets go when they change. */
final class Road {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile Conditions conditions = Conditions.FINE;

  Conditions conditions() {
    return conditions;
  }

  void change(UnaryOperator<Conditions> change) {
    lock.lock();
    try {
      conditions = change.apply(conditions);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns when nothing is stalled in this direction.
   *
   * @throws IOException when there is no way any more
   */
  void awaitOpen(Direction direction) throws IOException {
    lock.lock();
    try {
      while (conditions.stalls(direction)) {
        changed.await();
      }
      if (conditions.cut()) {
        throw new IOException("cut");
      }
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when that many bytes may go on. */
  void travel(Direction direction, int bytes, RandomGenerator random) throws IOException {
    awaitOpen(direction);
    var now = conditions;
    long nanos = now.delay().toNanos();
    if (!now.jitter().isZero()) {
      nanos += random.nextLong(now.jitter().toNanos() + 1);
    }
    if (now.bytesPerSecond() > 0) {
      nanos += Duration.ofSeconds(1).toNanos() * bytes / now.bytesPerSecond();
    }
    if (nanos > 0) {
      rest(nanos, now);
      awaitOpen(direction);
    }
  }

  private void rest(long nanos, Conditions since) throws InterruptedIOException {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && conditions.equals(since)) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      lock.unlock();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException();
  }
}
