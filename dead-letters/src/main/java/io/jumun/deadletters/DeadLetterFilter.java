package io.jumun.deadletters;

import jakarta.validation.constraints.Positive;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; what is null does not matter.
 *
 * @param topic a dead-letter topic
 * @param type {@code ce_type}
 * @param from when the record was set aside, inclusive
 * @param to exclusive
 */
record DeadLetterFilter(
    @Nullable String topic,
    @Nullable String type,
    @Nullable @Positive Long orderId,
    @Nullable Instant from,
    @Nullable Instant to) {

  boolean matches(DeadLetter letter) {
    return (type == null || type.equals(letter.type()))
        && (orderId == null || orderId.toString().equals(letter.key()))
        && isInTime(letter.deadSince());
  }

  private boolean isInTime(@Nullable Instant time) {
    if (from == null && to == null) {
      return true;
    }
    return time != null
        && (from == null || !time.isBefore(from))
        && (to == null || time.isBefore(to));
  }
}
