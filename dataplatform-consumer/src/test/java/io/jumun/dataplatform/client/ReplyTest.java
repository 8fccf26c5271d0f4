package io.jumun.dataplatform.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumun.dataplatform.DataPlatform.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 409})
  void isADelivery(int status) {
    assertThat(reply(status).outcome()).isEqualTo(new Outcome.Delivered());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 410, 413, 415, 422, 451, 499})
  void isARefusal(int status) {
    assertThat(reply(status).outcome())
        .isEqualTo(new Outcome.Refused("The platform answered %d: because".formatted(status)));
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 301, 302, 304, 408, 425, 429, 500, 501, 502, 503, 504, 599})
  void mayPass(int status) {
    assertThatThrownBy(reply(status)::outcome)
        .isExactlyInstanceOf(PlatformFailure.class)
        .hasMessage("The platform answered %d: because", status);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void mayPassWhenThePlatformSays(int status) {
    assertThatThrownBy(new Reply(status, Duration.ofSeconds(9), "")::outcome)
        .isInstanceOfSatisfying(
            PlatformBusy.class,
            busy -> assertThat(busy.comeBackAfter()).isEqualTo(Duration.ofSeconds(9)));
  }

  @Test
  void readsSecondsAndDates() {
    assertThat(RetryAfter.parse("120", NOON)).isEqualTo(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("Sun, 22 Nov 2026 12:00:30 GMT", NOON))
        .isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "0", "-1", "soon", "99999999999999999999", "Sun, 22 Nov 2026 11:59:30 GMT"})
  void readsNothingFromWhatMakesNoSense(String header) {
    assertThat(RetryAfter.parse(header, NOON)).isNull();
  }

  private static Reply reply(int status) {
    return new Reply(status, null, "because");
  }
}
