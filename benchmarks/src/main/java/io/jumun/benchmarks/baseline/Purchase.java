package io.jumun.benchmarks.baseline;

import io.jumun.contracts.OrderLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants. Lines are merged, and sorted by product.
 *
 * @param keyHash SHA-256 of the idempotency key, in hex; null without a key
 */
public record Purchase(
    long userId,
    List<OrderLine> lines,
    @Nullable Long couponId,
    @Nullable String keyHash,
    @Nullable String traceparent) {

  public static Purchase of(
      long userId,
      List<OrderLine> lines,
      @Nullable Long couponId,
      @Nullable String idempotencyKey,
      @Nullable String traceparent) {
    var byProduct = new TreeMap<Long, Long>();
    lines.forEach(line -> byProduct.merge(line.productId(), line.quantity(), Math::addExact));
    var merged =
        byProduct.entrySet().stream().map(e -> new OrderLine(e.getKey(), e.getValue())).toList();
    var keyHash = idempotencyKey == null ? null : sha256(idempotencyKey);
    return new Purchase(userId, merged, couponId, keyHash, traceparent);
  }

  /** Equal for requests that mean the same. */
  public String fingerprint() {
    return sha256(
        lines.stream()
            .map(line -> line.productId() + "x" + line.quantity())
            .collect(Collectors.joining(",", userId + "|" + couponId + "|", "")));
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
