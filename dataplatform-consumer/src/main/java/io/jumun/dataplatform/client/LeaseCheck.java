package io.jumun.dataplatform.client;

import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;

/** Refuses settings under which a delivery could outlive its claim. */
final class LeaseCheck {

  private LeaseCheck() {}

  /**
   * Twice the time of all requests leaves as much again for the pauses between them and for
   * parking.
   */
  static void requireLongEnough(Duration lease, RetryConfig retry, TimeLimiterConfig deadline) {
    var needed = deadline.getTimeoutDuration().multipliedBy(2L * retry.getMaxAttempts());
    if (lease.compareTo(needed) < 0) {
      throw new IllegalArgumentException(
          "jumun.dataplatform.lease is %s but must be at least %s: twice %d requests of %s"
              .formatted(lease, needed, retry.getMaxAttempts(), deadline.getTimeoutDuration()));
    }
  }
}
