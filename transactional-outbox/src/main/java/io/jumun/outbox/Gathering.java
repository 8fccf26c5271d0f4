package io.jumun.outbox;

import java.time.Duration;

/**
 * Lets batches grow under load. A batch costs every later step of its orders about the same,
 * however many they are; so after a batch of several the next one waits for company, twice as long
 * as this one took, and no longer than 20 ms. What comes alone, or later than that, does not wait.
 */
public final class Gathering {

  private static final long LONGEST_NANOS = Duration.ofMillis(20).toNanos();

  private volatile Rest rest = new Rest(System.nanoTime(), 0);

  /**
   * Rests here and now, where others collect what comes meanwhile.
   *
   * @param size of the batch that has been handled
   * @param began when that began, by {@link System#nanoTime}
   */
  public static void after(int size, long began) {
    try {
      sleep(Rest.after(size, began));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A batch has been handled.
   *
   * @param began when, by {@link System#nanoTime}
   */
  public void handled(int size, long began) {
    rest = Rest.after(size, began);
  }

  /** To be called with something in hand, before the rest of the batch is taken. */
  public void awaitCompany() throws InterruptedException {
    sleep(rest);
  }

  private static void sleep(Rest rest) throws InterruptedException {
    long left = rest.nanos() - (System.nanoTime() - rest.since());
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }

  private record Rest(long since, long nanos) {

    static Rest after(int size, long began) {
      long now = System.nanoTime();
      return new Rest(now, size > 1 ? Math.min(LONGEST_NANOS, 2 * (now - began)) : 0);
    }
  }
}
