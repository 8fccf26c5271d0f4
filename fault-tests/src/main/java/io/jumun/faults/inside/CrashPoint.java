package io.jumun.faults.inside;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An instant in the life of a service at which its process can be made to die. */
public enum CrashPoint {
  BEFORE_COMMIT("a transaction that may have written is complete, its COMMIT not sent yet"),
  AFTER_COMMIT("PostgreSQL has confirmed the COMMIT, nobody has been told yet"),
  BEFORE_SEND(
      "the relay is about to hand an outbox row to Kafka's producer; earlier rows of the batch are"
          + " on their way"),
  AFTER_SEND("Kafka has acknowledged a batch of outbox rows, the slot has not been told"),
  BEFORE_ACKNOWLEDGE("the status message that moves the slot forward is about to be written"),
  AFTER_ACKNOWLEDGE(
      "the status message that moves the slot forward has just been written to the socket"),
  BEFORE_OFFSET_COMMIT(
      "a batch of events is handled and committed in the database, its Kafka offsets are not"),
  AFTER_OFFSET_COMMIT("Kafka has confirmed the offsets of a batch of events"),
  BEFORE_DELIVERY("a paid order is about to be sent to the data platform"),
  AFTER_DELIVERY("the data platform has answered, the answer is not recorded yet");

  private static final Set<String> WITH_OUTBOX =
      Set.of("order-service", "product-service", "coupon-service", "balance-service");

  private static final String DELIVERING = "dataplatform-consumer";

  private static final Set<String> ALL =
      Stream.concat(WITH_OUTBOX.stream(), Stream.of(DELIVERING))
          .collect(Collectors.toUnmodifiableSet());

  private final String description;

  CrashPoint(String description) {
    this.description = description;
  }

  /** As commands and settings name it: {@code before-commit}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Names of the services that come by here. */
  public Set<String> services() {
    return switch (this) {
      case BEFORE_COMMIT, AFTER_COMMIT, BEFORE_OFFSET_COMMIT, AFTER_OFFSET_COMMIT -> ALL;
      case BEFORE_SEND, AFTER_SEND, BEFORE_ACKNOWLEDGE, AFTER_ACKNOWLEDGE -> WITH_OUTBOX;
      case BEFORE_DELIVERY, AFTER_DELIVERY -> Set.of(DELIVERING);
    };
  }

  /** What has happened at this point, and what has not. */
  public String description() {
    return description;
  }

  Hook hook() {
    return switch (this) {
      case BEFORE_COMMIT, AFTER_COMMIT -> Hooks.COMMIT;
      case BEFORE_SEND -> Hooks.SEND;
      case AFTER_SEND -> Hooks.PUBLISH;
      case BEFORE_ACKNOWLEDGE, AFTER_ACKNOWLEDGE -> Hooks.ACKNOWLEDGE;
      case BEFORE_OFFSET_COMMIT, AFTER_OFFSET_COMMIT -> Hooks.OFFSET_COMMIT;
      case BEFORE_DELIVERY, AFTER_DELIVERY -> Hooks.DELIVERY;
    };
  }

  /**
   * @throws IllegalArgumentException when there is none of this name
   */
  static CrashPoint of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
