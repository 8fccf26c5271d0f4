package io.jumun.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "respond-async",
        "Respond-Async",
        "wait=10, respond-async",
        "respond-async ; x=1",
        "foo=\"a, b\",respond-async"
      })
  void recognizesRespondAsync(String header) {
    assertThat(Preferences.respondAsync(List.of("return=minimal", header))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wait=10", "respond-asynchronously", "foo=\"a, respond-async\"", ","})
  void recognizesNothingElse(String header) {
    assertThat(Preferences.respondAsync(List.of(header))).isFalse();
  }

  @Test
  void mayBeAbsent() {
    assertThat(Preferences.respondAsync(null)).isFalse();
  }
}
