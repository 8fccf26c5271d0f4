package io.jumun.benchmarks.load;

import java.time.Duration;

/**
 * When answers count.
 *
 * @param settle load before, which does not count
 * @param length of what counts
 * @param atStart done when it begins, such as reading clocks
 */
public record Window(Duration settle, Duration length, Runnable atStart) {

  /** Load that does not count at all. */
  public static Window warmUp(Duration length) {
    return new Window(length, Duration.ZERO, () -> {});
  }
}
