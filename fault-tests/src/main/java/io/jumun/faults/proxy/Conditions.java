package io.jumun.faults.proxy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the network is like just now.
 *
 * @param bytesPerSecond of each connection and direction; 0 for no limit
 */
record Conditions(
    boolean cut,
    @Nullable Direction stalled,
    Duration delay,
    Duration jitter,
    long seed,
    long bytesPerSecond) {

  static final Conditions FINE = new Conditions(false, null, Duration.ZERO, Duration.ZERO, 0, 0);

  Conditions withCut() {
    return new Conditions(true, stalled, delay, jitter, seed, bytesPerSecond);
  }

  Conditions withStall(Direction direction) {
    return new Conditions(cut, direction, delay, jitter, seed, bytesPerSecond);
  }

  Conditions withDelay(Duration perChunk, Duration upToMore, long jitterSeed) {
    return new Conditions(cut, stalled, perChunk, upToMore, jitterSeed, bytesPerSecond);
  }

  Conditions withThrottle(long rate) {
    return new Conditions(cut, stalled, delay, jitter, seed, rate);
  }

  boolean stalls(Direction direction) {
    return !cut && stalled != null && stalled.includes(direction);
  }
}
