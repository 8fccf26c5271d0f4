package io.jumun.faults.inside;

import java.time.Instant;

/**
 * The wrong clock. Lives in the bootstrap class loader, where the JDK's own classes find it; so it
 * is public and refers to nothing but the JDK.
 */
public final class Skew {

  private static volatile long millis;

  private Skew() {}

  /** By how much the clock is ahead. */
  public static void set(long ahead) {
    millis = ahead;
  }

  /** In place of {@link System#currentTimeMillis()}. */
  public static long currentTimeMillis() {
    return System.currentTimeMillis() + millis;
  }

  /** In place of an instant of the right clock. */
  public static Instant shift(Instant instant) {
    return instant.plusMillis(millis);
  }
}
