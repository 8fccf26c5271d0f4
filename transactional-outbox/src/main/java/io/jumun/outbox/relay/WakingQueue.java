package io.jumun.outbox.relay;

import io.debezium.connector.base.QueueProvider;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The queue between Debezium's reader and its poller. Debezium's own way of polling waits for a
 * full batch or the whole interval; this one lets the poller sleep until a transaction is complete,
 * and then take all of it: rows that were committed together stay together.
 */
public final class WakingQueue<T> implements QueueProvider<T> {

  static final String NAME = "jumun-waking";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<T> events = new ArrayDeque<>();

  /** So many events, from the first on, are of transactions that have been read to their end. */
  private int complete;

  /** So many are enough for who waits. */
  private int full = Integer.MAX_VALUE;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void configure(Map<String, ?> configuration) {
    RelaySession.of(configuration.get(RelaySession.ID)).use(this);
  }

  @Override
  public void enqueue(T event) {
    lock.lock();
    try {
      events.add(event);
      if (events.size() >= full) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable T poll() {
    lock.lock();
    try {
      complete = Math.max(0, complete - 1);
      return events.poll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int size() {
    lock.lock();
    try {
      return events.size();
    } finally {
      lock.unlock();
    }
  }

  /** What has been enqueued until now belongs to transactions that are complete. */
  void transactionEnded() {
    lock.lock();
    try {
      complete = events.size();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a transaction.
   *
   * @param full so many events are enough, whether their transaction is complete or not
   * @return how many events to take: all that are complete, or else all there are, at most {@code
   *     full}
   */
  int awaitTransaction(int full, Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      this.full = full;
      long left = atMost.toNanos();
      while (complete == 0 && events.size() < full && left > 0) {
        left = changed.awaitNanos(left);
      }
      return Math.min(full, complete > 0 ? complete : events.size());
    } finally {
      lock.unlock();
    }
  }

  List<T> take(int atMost) {
    lock.lock();
    try {
      int count = Math.min(atMost, events.size());
      var taken = new ArrayList<T>(count);
      for (int i = 0; i < count; i++) {
        taken.add(events.remove());
      }
      complete = Math.max(0, complete - count);
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
