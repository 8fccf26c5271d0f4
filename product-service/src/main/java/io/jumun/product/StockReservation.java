package io.jumun.product;

import io.jumun.contracts.PricedLine;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about the stock of one order. It exists as soon as anything was decided, so its
 * existence alone tells a duplicate or late event from a new one.
 */
@Entity
@Table(name = "stock_reservations")
@SuppressWarnings("UnusedVariable") // the user is written for reconciliation to read
class StockReservation {

  @Id private long orderId;

  @Enumerated(EnumType.STRING)
  private State state;

  /** Known once stock was taken, so that a question about it can name who ordered. */
  @Column(updatable = false)
  private @Nullable Long userId;

  @Column(updatable = false)
  private Instant createdAt;

  @Column(nullable = false)
  private Instant updatedAt;

  /** Never changes. The batch size lets one query load the lines of a whole batch of orders. */
  @ElementCollection
  @CollectionTable(name = "stock_reservation_lines", joinColumns = @JoinColumn(name = "order_id"))
  @OrderBy("productId")
  @BatchSize(size = 1_000)
  private List<ReservedLine> lines;

  @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
  protected StockReservation() {}

  private StockReservation(long orderId, State state, List<ReservedLine> lines, Instant now) {
    this.orderId = orderId;
    this.state = state;
    this.createdAt = now;
    this.updatedAt = now;
    this.lines = lines;
  }

  /** All lines of the order were taken from stock. */
  static StockReservation reserved(long orderId, long userId, List<PricedLine> taken, Instant now) {
    var lines = new ArrayList<ReservedLine>(taken.size());
    taken.forEach(
        line -> lines.add(new ReservedLine(line.productId(), line.quantity(), line.unitPrice())));
    var reservation = new StockReservation(orderId, State.RESERVED, lines, now);
    reservation.userId = userId;
    return reservation;
  }

  /** Nothing was taken, because not all of it could be. */
  static StockReservation rejected(long orderId, Instant now) {
    return new StockReservation(orderId, State.REJECTED, new ArrayList<>(), now);
  }

  /** The order was cancelled before it asked for stock; nothing will ever be taken for it. */
  static StockReservation fenced(long orderId, Instant now) {
    return new StockReservation(orderId, State.FENCED, new ArrayList<>(), now);
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

  List<ReservedLine> lines() {
    return lines;
  }

  /** Ends at RESERVED when the order is paid, and at any of the others when it is not. */
  enum State {
    RESERVED,
    REJECTED,
    FENCED,
    RELEASED
  }
}
