package io.jumun.outbox.relay;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets a writer of this JVM tell the relay that there is something to read. */
final class WakeUp {

  private final Semaphore signals = new Semaphore(0);

  void signal() {
    if (signals.availablePermits() == 0) {
      signals.release();
    }
  }

  /** Returns true as soon as there was a signal since the last call, false when the time is up. */
  boolean await(Duration atMost) throws InterruptedException {
    boolean signalled = signals.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    signals.drainPermits();
    return signalled;
  }
}
