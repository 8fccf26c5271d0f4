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
 * full batch or the whole interval; this one lets the poller sleep until there is something, and
 * then take all of it.
 */
public final class WakingQueue<T> implements QueueProvider<T> {

  static final String NAME = "jumun-waking";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Queue<T> events = new ArrayDeque<>();

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
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable T poll() {
    lock.lock();
    try {
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

  void awaitEvent(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (events.isEmpty() && left > 0) {
        left = notEmpty.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  List<T> take(int atMost) {
    lock.lock();
    try {
      var taken = new ArrayList<T>(Math.min(atMost, events.size()));
      while (taken.size() < atMost && !events.isEmpty()) {
        taken.add(events.remove());
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
