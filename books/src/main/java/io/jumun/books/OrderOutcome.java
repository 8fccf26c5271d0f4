package io.jumun.books;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What a client was told about an order, and so what it may rely on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "told")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OrderOutcome.Paid.class, name = "paid"),
  @JsonSubTypes.Type(value = OrderOutcome.Rejected.class, name = "rejected"),
  @JsonSubTypes.Type(value = OrderOutcome.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = OrderOutcome.Unknown.class, name = "unknown")
})
public sealed interface OrderOutcome {

  /** The order the answer names, if it names one. */
  @Nullable Long order();

  /** The order is paid with this amount, for good. */
  record Paid(long orderId, long amount) implements OrderOutcome {
    @Override
    public Long order() {
      return orderId;
    }
  }

  /**
   * Nothing was paid, for good.
   *
   * @param orderId of the cancelled order; null when the request was refused before an order was
   *     stored
   */
  record Rejected(int httpStatus, String code, @Nullable Long orderId) implements OrderOutcome {
    @Override
    public @Nullable Long order() {
      return orderId;
    }
  }

  /** The order is stored and will end. */
  record Accepted(long orderId) implements OrderOutcome {
    @Override
    public Long order() {
      return orderId;
    }
  }

  /**
   * Anything may have happened: no answer, or one that says nothing.
   *
   * @param orderId where to look, if the answer said so; the order need not exist
   */
  record Unknown(String why, @Nullable Long orderId) implements OrderOutcome {
    @Override
    public @Nullable Long order() {
      return orderId;
    }
  }

  /** No answer: a timeout, a connection reset. */
  static OrderOutcome unknown(Throwable failure) {
    return new Unknown(failure.toString(), null);
  }

  /**
   * Reads an answer to {@code POST /orders} as {@code docs/http.md} means it.
   *
   * @param location the header, if there is one
   */
  static OrderOutcome of(int status, @Nullable String location, String body) {
    return OrderAnswers.outcomeOf(status, location, body);
  }
}
