package io.jumun.outbox.relay;

import java.util.concurrent.atomic.AtomicInteger;

/** Compares what writers of this JVM have committed with what the relay has read. */
final class UnreadCommits {

  private final AtomicInteger unread = new AtomicInteger();

  /** A transaction with outbox rows has committed. */
  void committed() {
    unread.incrementAndGet();
  }

  /** A transaction has been read, of this JVM or another. */
  void read() {
    unread.updateAndGet(count -> Math.max(0, count - 1));
  }

  /**
   * Whether more was committed than read. Asked again, only what has been committed since counts.
   */
  boolean areThereAny() {
    return unread.getAndSet(0) > 0;
  }
}
