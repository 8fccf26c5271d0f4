package io.jumun.dataplatform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one way to the data platform. */
public interface DataPlatform {

  /**
   * Offers an order to the platform, under its event id as idempotency key. Takes a bounded time
   * and may be repeated: a platform that honours the key keeps one copy.
   */
  Outcome deliver(PaidOrder order);

  /** Whether the platform is called at present. */
  Circuit circuit();

  /** How an offer ended. */
  sealed interface Outcome {

    /** The platform has the order, from this offer or an earlier one. */
    record Delivered() implements Outcome {}

    /** The platform will never take the order as it is. */
    record Refused(String reason) implements Outcome {}

    /**
     * Nobody knows whether the platform has the order; a later offer may succeed.
     *
     * @param comeBackAfter what the platform asked for, if it did
     */
    record Failed(String reason, @Nullable Duration comeBackAfter) implements Outcome {}

    /** The order was not offered: too much has failed lately. */
    record Unavailable() implements Outcome {}
  }

  /** A circuit breaker as its users see it. */
  enum Circuit {
    /** Calls go through. */
    CLOSED,
    /** Single calls go through, to see whether the platform is back. */
    HALF_OPEN,
    /** No call goes through. */
    OPEN
  }
}
