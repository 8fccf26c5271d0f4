package io.jumun.books;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Something a client did, and what came of it as far as it knows. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "did")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClientAction.OrderAttempt.class, name = "order"),
  @JsonSubTypes.Type(value = ClientAction.Charge.class, name = "charge"),
  @JsonSubTypes.Type(value = ClientAction.Supply.class, name = "supply"),
  @JsonSubTypes.Type(value = ClientAction.CouponIssue.class, name = "issue")
})
public sealed interface ClientAction {

  /**
   * One request to place an order. A repetition is an attempt of its own.
   *
   * @param lines quantity by product, the same product twice summed up
   * @param key the idempotency key
   */
  record OrderAttempt(
      long userId,
      SortedMap<Long, Long> lines,
      @Nullable Long couponId,
      @Nullable String key,
      Instant started,
      Instant ended,
      OrderOutcome outcome)
      implements ClientAction {

    public OrderAttempt {
      lines = new TreeMap<>(lines);
    }
  }

  /** One request to charge a balance. Several under one key are one charge. */
  record Charge(long userId, long amount, @Nullable String key, Effect effect)
      implements ClientAction {}

  /** Stock put on sale: a new product, or more of one. */
  record Supply(long productId, long quantity, Effect effect) implements ClientAction {}

  /** One request to issue a coupon of a campaign to a user. */
  record CouponIssue(long couponId, long userId, Effect effect) implements ClientAction {}

  /** What a client knows of the effect of what it did. */
  enum Effect {
    DONE,
    /** Refused: there is none. */
    NONE,
    UNKNOWN
  }
}
