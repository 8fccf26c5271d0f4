package io.jumun.deadletters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes of a record, of which nothing is certain, as something that can be shown or stored. */
final class Bytes {

  private Bytes() {}

  /** Null when it is not UTF-8. */
  static @Nullable String text(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  /** Only of what is not UTF-8. */
  static @Nullable String base64(byte @Nullable [] bytes) {
    return bytes == null || text(bytes) != null ? null : Base64.getEncoder().encodeToString(bytes);
  }

  /** What is not UTF-8 is replaced. */
  static String lossy(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Without what PostgreSQL refuses in a text, and not longer than {@code max}. */
  static @Nullable String storable(@Nullable String text, int max) {
    if (text == null) {
      return null;
    }
    int end = Math.min(text.length(), max);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).replace('\0', '\ufffd');
  }
}
