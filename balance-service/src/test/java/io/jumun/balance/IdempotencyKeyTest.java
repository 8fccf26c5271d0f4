package io.jumun.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "!", "~", "550e8400-e29b-41d4-a716-446655440000"})
  void isVisibleAscii(String key) {
    assertThat(IdempotencyKey.isValid(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\n", "\u007f", "\u0000", "ä", "키"})
  void isNothingElse(String key) {
    assertThat(IdempotencyKey.isValid(key)).isFalse();
  }

  @Test
  void hasAtMost255Characters() {
    assertThat(IdempotencyKey.isValid("k".repeat(255))).isTrue();
    assertThat(IdempotencyKey.isValid("k".repeat(256))).isFalse();
  }

  @Test
  void isStoredAsItsSha256() {
    assertThat(HexFormat.of().formatHex(new IdempotencyKey("abc").sha256()))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
