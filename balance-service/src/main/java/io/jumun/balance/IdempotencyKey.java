package io.jumun.balance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** A client's name for one charge, within its user's charges. */
public record IdempotencyKey(String value) {

  private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /**
   * @throws IllegalArgumentException unless {@link #isValid}
   */
  public IdempotencyKey {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not an idempotency key");
    }
  }

  /** Whether the text is 1 to 255 visible ASCII characters. */
  public static boolean isValid(String value) {
    return VISIBLE_ASCII.matcher(value).matches();
  }

  /** What is stored of the key: clients may put into it what nobody else should read. */
  byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Never the key itself: what is printed ends up in logs. */
  @Override
  public String toString() {
    return "IdempotencyKey[***]";
  }
}
