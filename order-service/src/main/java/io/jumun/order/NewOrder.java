package io.jumun.order;

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
 * An order as a client asks for it. Lines are merged and sorted by product, so that two requests
 * that mean the same are equal. The idempotency key is known by its hash only.
 *
 * @param keyHash SHA-256 of the client's key, in hex; null without a key
 * @param traceparent valid, or null
 */
public record NewOrder(
    long userId,
    List<OrderLine> lines,
    @Nullable Long couponId,
    @Nullable String keyHash,
    @Nullable String traceparent) {

  /**
   * @param lines the same product may appear more than once
   * @param idempotencyKey as the client sent it
   * @throws ArithmeticException when a product's quantities do not add up to a {@code long}
   */
  public static NewOrder of(
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
    return new NewOrder(userId, merged, couponId, keyHash, traceparent);
  }

  /** SHA-256 in hex of what is ordered; equal for requests that mean the same. */
  String fingerprint() {
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
