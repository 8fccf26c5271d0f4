package io.jumun.order;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Requests that wait to be stored. A batch leaves when as many wait as are under way, that is,
 * stored and not answered: a lone order at once, and under load a crowd in two halves that take
 * turns. What a batch costs every step of the saga is about the same however large it is, and what
 * leaves together stays together. No batch waits longer than the patience: a saga that stalls must
 * not keep others from being stored.
 *
 * <p>The idea is Nagle's, of small packets that wait while others are not acknowledged (RFC 896).
 */
final class ArrivalQueue {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mayLeave = lock.newCondition();
  private final Queue<Arrival> waiting = new ArrayDeque<>();
  private final int maxBatch;
  private final Duration patience;
  private int underWay;

  ArrivalQueue(int maxBatch, Duration patience) {
    this.maxBatch = maxBatch;
    this.patience = patience;
  }

  void add(Arrival arrival) {
    lock.lock();
    try {
      waiting.add(arrival);
      if (waiting.size() == 1 || isBatchComplete()) {
        mayLeave.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a batch, which is under way until each of it has {@linkplain #leave left}. */
  List<Arrival> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        var first = waiting.peek();
        if (first == null) {
          mayLeave.await();
          continue;
        }
        long left = patience.toNanos() - first.age();
        if (isBatchComplete() || left <= 0) {
          return depart();
        }
        mayLeave.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The request has been answered, or waits no longer. */
  void leave(Arrival arrival) {
    lock.lock();
    try {
      if (arrival.hasDeparted()) {
        underWay--;
        if (isBatchComplete()) {
          mayLeave.signal();
        }
      } else {
        waiting.remove(arrival);
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Arrival> depart() {
    var batch = new ArrayList<Arrival>(Math.min(waiting.size(), maxBatch));
    while (batch.size() < maxBatch && !waiting.isEmpty()) {
      var arrival = waiting.remove();
      arrival.depart();
      batch.add(arrival);
    }
    underWay += batch.size();
    if (!waiting.isEmpty()) {
      mayLeave.signal(); // to another committer
    }
    return batch;
  }

  private boolean isBatchComplete() {
    return waiting.size() >= Math.min(Math.max(underWay, 1), maxBatch);
  }
}
