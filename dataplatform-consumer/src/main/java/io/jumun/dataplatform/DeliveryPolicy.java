package io.jumun.dataplatform;

import io.jumun.dataplatform.DataPlatform.Outcome;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Decides what becomes of a delivery after an offer. Knows neither clock nor database. */
final class DeliveryPolicy {

  private final Duration initialPause;
  private final Duration longestPause;
  private final Duration giveUpAfter;
  private final DoubleSupplier random;

  /**
   * @param random numbers from 0 to 1
   */
  DeliveryPolicy(
      Duration initialPause, Duration longestPause, Duration giveUpAfter, DoubleSupplier random) {
    this.initialPause = initialPause;
    this.longestPause = longestPause;
    this.giveUpAfter = giveUpAfter;
    this.random = random;
  }

  /**
   * @param attempts before this one
   * @param pendingFor how long the delivery has been waiting for its success
   */
  Verdict decide(Outcome outcome, int attempts, Duration pendingFor) {
    return switch (outcome) {
      case Outcome.Delivered _ -> new Verdict.Deliver();
      case Outcome.Refused refused -> new Verdict.Park(refused.reason());
      case Outcome.Unavailable _ -> new Verdict.HandBack();
      case Outcome.Failed failed when pendingFor.compareTo(giveUpAfter) >= 0 ->
          new Verdict.Park("Given up after %s: %s".formatted(giveUpAfter, failed.reason()));
      case Outcome.Failed failed -> new Verdict.TryAgain(pause(failed, attempts), failed.reason());
    };
  }

  /** For an order that could not be parked: it stays pending, and is offered and parked later. */
  Verdict later(Verdict.Park park, int attempts) {
    return new Verdict.TryAgain(backoff(attempts), park.reason());
  }

  /** As long as the platform asked for, within reason, but never shorter than our own pause. */
  private Duration pause(Outcome.Failed failed, int attempts) {
    var own = backoff(attempts);
    var asked = failed.comeBackAfter();
    return asked == null ? own : longer(own, shorter(asked, giveUpAfter));
  }

  /** Doubles with every attempt; half of it is left to chance, so that retries spread out. */
  private Duration backoff(int attempts) {
    var doubled = initialPause.multipliedBy(1L << Math.min(attempts, 20));
    var capped = shorter(doubled, longestPause).toMillis();
    return Duration.ofMillis((long) (capped * (0.5 + random.getAsDouble() / 2)));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** What is to be recorded. */
  sealed interface Verdict {

    record Deliver() implements Verdict {}

    record TryAgain(Duration pause, String reason) implements Verdict {}

    record Park(String reason) implements Verdict {}

    /** As if it had never been claimed. */
    record HandBack() implements Verdict {}
  }
}
