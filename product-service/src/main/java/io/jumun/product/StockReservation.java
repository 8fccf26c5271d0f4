package io.jumun.product;

import io.jumun.contracts.PricedLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about the stock of one order. It exists as soon as anything was decided, so its
 * existence alone tells a duplicate or late event from a new one.
 */
final class StockReservation {

  private final long orderId;

  /** Known once stock was taken, so that a question about it can name who ordered. */
  private final @Nullable Long userId;

  private final List<ReservedLine> lines;
  private final Instant createdAt;
  private State state;
  private Instant updatedAt;

  /** As it is stored. */
  StockReservation(
      long orderId,
      State state,
      @Nullable Long userId,
      List<ReservedLine> lines,
      Instant createdAt,
      Instant updatedAt) {
    this.orderId = orderId;
    this.state = state;
    this.userId = userId;
    this.lines = List.copyOf(lines);
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
  }

  /** All lines of the order were taken from stock. */
  static StockReservation reserved(long orderId, long userId, List<PricedLine> taken, Instant now) {
    var lines =
        taken.stream()
            .map(line -> new ReservedLine(line.productId(), line.quantity(), line.unitPrice()))
            .toList();
    return new StockReservation(orderId, State.RESERVED, userId, lines, now, now);
  }

  /** Nothing was taken, because not all of it could be. */
  static StockReservation rejected(long orderId, Instant now) {
    return new StockReservation(orderId, State.REJECTED, null, List.of(), now, now);
  }

  /** The order was cancelled before it asked for stock; nothing will ever be taken for it. */
  static StockReservation fenced(long orderId, Instant now) {
    return new StockReservation(orderId, State.FENCED, null, List.of(), now, now);
  }

  /** Whether there is anything to give back. */
  boolean isReleasable() {
    return state == State.RESERVED;
  }

  void release(Instant now) {
    if (!isReleasable()) {
      throw new IllegalStateException(
          "Order %d has no stock to release: %s".formatted(orderId, state));
    }
    state = State.RELEASED;
    updatedAt = now;
  }

  long orderId() {
    return orderId;
  }

  State state() {
    return state;
  }

  @Nullable Long userId() {
    return userId;
  }

  List<ReservedLine> lines() {
    return lines;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  /** Ends at RESERVED when the order is paid, and at any of the others when it is not. */
  enum State {
    RESERVED,
    REJECTED,
    FENCED,
    RELEASED
  }
}
