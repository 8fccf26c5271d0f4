package io.jumun.product;

import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import io.jumun.contracts.StockEvent;
import io.jumun.contracts.StockEvent.StockReleased;
import io.jumun.contracts.StockEvent.StockReservationFailed;
import io.jumun.contracts.StockEvent.StockReservationFailed.Reason;
import io.jumun.contracts.StockEvent.StockReserved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The products and reservations that one batch of events works with. Decides each event against
 * what the ones before it have left, purely in memory: {@link StockService} loads and saves it.
 */
public final class Stockroom {

  private final Map<Long, Product> products = new HashMap<>();
  private final Map<Long, StockReservation> reservations = new HashMap<>();
  private final SortedMap<Long, StockReservation> opened = new TreeMap<>();
  private final List<StockReservation> released = new ArrayList<>();
  private final SortedMap<Long, Product> changed = new TreeMap<>();
  private final List<StockEvent> outcomes = new ArrayList<>();
  private final Instant now;

  /**
   * @param products all that exist of those the batch may take or give back
   * @param reservations all that exist of the batch's orders
   * @param now when the batch is decided
   */
  Stockroom(Collection<Product> products, Collection<StockReservation> reservations, Instant now) {
    products.forEach(product -> this.products.put(product.id(), product));
    reservations.forEach(known -> this.reservations.put(known.orderId(), known));
    this.now = now;
  }

  /**
   * Takes all lines of the order or none. Has no effect on an order that was decided or cancelled
   * before.
   *
   * @throws ArithmeticException when a quantity or the total does not fit a {@code long}
   */
  public void reserve(OrderCreated order) {
    if (reservations.containsKey(order.orderId())) {
      return;
    }
    var wanted = merged(order.lines());
    for (var line : wanted) {
      var obstacle = obstacle(line);
      if (obstacle != null) {
        open(StockReservation.rejected(order.orderId(), now));
        outcomes.add(new StockReservationFailed(order.orderId(), obstacle, line.productId()));
        return;
      }
    }
    take(order, wanted);
  }

  /**
   * Gives back what the order has taken, and bars it from ever taking anything. Has no effect on an
   * order that was refused, released or cancelled before.
   */
  public void release(OrderCancelled order) {
    var reservation = reservations.get(order.orderId());
    if (reservation == null) {
      open(StockReservation.fenced(order.orderId(), now));
    } else if (reservation.isReleasable()) {
      giveBack(reservation);
    }
  }

  /** Reservations that did not exist before the batch, ascending by order id. */
  Collection<StockReservation> opened() {
    return opened.values();
  }

  /** Reservations that existed before the batch and were released by it. */
  Collection<StockReservation> released() {
    return released;
  }

  /** Products of which the batch took or gave back, ascending by id. */
  Collection<Product> changed() {
    return changed.values();
  }

  /** What there is to tell, in the order in which it happened. */
  List<StockEvent> outcomes() {
    return outcomes;
  }

  private void take(OrderCreated order, List<OrderLine> wanted) {
    var priced = wanted.stream().map(this::priced).toList();
    long total = 0;
    for (var line : priced) {
      total = Math.addExact(total, line.amount());
    }
    wanted.forEach(line -> toChange(line.productId()).take(line.quantity()));
    open(StockReservation.reserved(order.orderId(), order.userId(), priced, now));
    outcomes.add(
        new StockReserved(order.orderId(), order.userId(), order.couponId(), priced, total));
  }

  private void giveBack(StockReservation reservation) {
    reservation.release(now);
    if (!opened.containsKey(reservation.orderId())) {
      released.add(reservation);
    }
    var lines = new ArrayList<OrderLine>();
    for (var line : reservation.lines()) {
      toChange(line.productId()).giveBack(line.quantity());
      lines.add(new OrderLine(line.productId(), line.quantity()));
    }
    outcomes.add(new StockReleased(reservation.orderId(), lines));
  }

  private void open(StockReservation reservation) {
    reservations.put(reservation.orderId(), reservation);
    opened.put(reservation.orderId(), reservation);
  }

  private @Nullable Reason obstacle(OrderLine line) {
    var product = products.get(line.productId());
    if (product == null) {
      return Reason.UNKNOWN_PRODUCT;
    }
    return product.has(line.quantity()) ? null : Reason.OUT_OF_STOCK;
  }

  private PricedLine priced(OrderLine line) {
    return new PricedLine(line.productId(), line.quantity(), product(line.productId()).price());
  }

  private Product toChange(long productId) {
    var product = product(productId);
    changed.put(productId, product);
    return product;
  }

  private Product product(long productId) {
    return Objects.requireNonNull(products.get(productId), "a product that was not loaded");
  }

  /** One line per product, ascending by product id. */
  private static List<OrderLine> merged(List<OrderLine> lines) {
    var quantities = new TreeMap<Long, Long>();
    lines.forEach(line -> quantities.merge(line.productId(), line.quantity(), Math::addExact));
    var merged = new ArrayList<OrderLine>(quantities.size());
    quantities.forEach((productId, quantity) -> merged.add(new OrderLine(productId, quantity)));
    return merged;
  }
}
