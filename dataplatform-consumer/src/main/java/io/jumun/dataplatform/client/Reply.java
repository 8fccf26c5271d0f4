package io.jumun.dataplatform.client;

import io.jumun.dataplatform.DataPlatform.Outcome;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the platform answered.
 *
 * @param retryAfter null when it did not say
 * @param excerpt the beginning of the body
 */
record Reply(int status, @Nullable Duration retryAfter, String excerpt) {

  private static final int CONFLICT = 409;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final Set<Integer> PASSING = Set.of(408, 425, TOO_MANY_REQUESTS);

  /**
   * A conflict means that the platform has the order already, from an earlier try whose answer was
   * lost. A client error is for good, except those that speak of the moment; all else may pass.
   *
   * @throws PlatformFailure when trying again may help
   */
  Outcome outcome() {
    if ((status >= 200 && status < 300) || status == CONFLICT) {
      return new Outcome.Delivered();
    }
    if (status >= 400 && status < 500 && !PASSING.contains(status)) {
      return new Outcome.Refused(reason());
    }
    if (retryAfter != null && (status == TOO_MANY_REQUESTS || status == SERVICE_UNAVAILABLE)) {
      throw new PlatformBusy(reason(), retryAfter);
    }
    throw new PlatformFailure(reason());
  }

  private String reason() {
    return excerpt.isEmpty()
        ? "The platform answered " + status
        : "The platform answered %d: %s".formatted(status, excerpt);
  }
}
