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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The queue between Debezium's reader and its poller. Debezium's own way of polling waits for a
 * full batch or the whole interval; this one lets the poller sleep until a transaction is complete,
 * and then take all of it: rows that were committed together stay together. A transaction of which
 * no event is in a hurry leaves with the next one of which one is, or when the poller has waited
 * its time: what a batch costs is about the same however large it is.
 */
public final class WakingQueue<T> implements QueueProvider<T> {

  static final String NAME = "jumun-waking";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<T> events = new ArrayDeque<>();

  /** So many events, from the first on, are of transactions that have been read to their end. */
  private int complete;

  /** One of those is in a hurry. */
  private boolean urgent;

  /** An event of a transaction that is still being read is. */
  private boolean becomesUrgent;

  private Predicate<Object> mayWait;

  /** So many are enough for who waits. */
  private int full = Integer.MAX_VALUE;

  /** For Debezium, which configures it. */
  public WakingQueue() {
    this(_ -> false);
  }

  /**
   * @param mayWait whether an event is in no hurry
   */
  WakingQueue(Predicate<Object> mayWait) {
    this.mayWait = mayWait;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void configure(Map<String, ?> configuration) {
    var session = RelaySession.of(configuration.get(RelaySession.ID));
    mayWait = session::mayWait;
    session.use(this);
  }

  @Override
  public void enqueue(T event) {
    boolean waits = mayWait.test(event);
    lock.lock();
    try {
      events.add(event);
      becomesUrgent |= !waits;
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
      left(1);
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
      urgent |= becomesUrgent;
      becomesUrgent = false;
      if (urgent) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a transaction that is in a hurry.
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
      while (!(urgent && complete > 0) && events.size() < full && left > 0) {
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
      left(count);
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void left(int count) {
    complete = Math.max(0, complete - count);
    urgent &= complete > 0;
  }
}
