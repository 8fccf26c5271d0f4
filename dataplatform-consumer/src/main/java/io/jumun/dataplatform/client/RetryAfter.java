package io.jumun.dataplatform.client;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a time. */
final class RetryAfter {

  private RetryAfter() {}

  /** Null when the header is missing, makes no sense or lies in the past. */
  static @Nullable Duration parse(@Nullable String header, Clock clock) {
    if (header == null) {
      return null;
    }
    var text = header.strip();
    return positive(text.matches("[0-9]{1,9}") ? seconds(text) : untilDate(text, clock));
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(Long.parseLong(text));
  }

  private static @Nullable Duration untilDate(String text, Clock clock) {
    try {
      var date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(clock.instant(), date.toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Duration positive(@Nullable Duration duration) {
    return duration != null && duration.isPositive() ? duration : null;
  }
}
