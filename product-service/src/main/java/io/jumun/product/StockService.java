package io.jumun.product;

import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.OrderLine;
import io.jumun.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Loads and saves what a batch of order events works with, within the transaction of the batch. The
 * statements are as many for one event as for five hundred.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class StockService {

  private final StockStore store;
  private final Outbox outbox;
  private final Clock clock;

  StockService(StockStore store, Outbox outbox, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Locks all that the batch needs until the transaction ends. An order that another transaction is
   * deciding at the same time is not seen here; then the commit fails on its primary key, and the
   * next delivery finds the other's decision.
   */
  public Stockroom open(List<OrderEvent> batch) {
    var known = lockReservations(batch);
    var locked = lockProducts(batch, known);
    return new Stockroom(locked, known.values(), clock.instant());
  }

  /** Writes the decisions and tells their outcomes. */
  public void save(Stockroom stockroom) {
    if (!stockroom.changed().isEmpty()) {
      store.saveStock(stockroom.changed());
    }
    if (!stockroom.released().isEmpty()) {
      store.saveStates(stockroom.released());
    }
    if (!stockroom.opened().isEmpty()) {
      // Ascending by order id: two transactions with the same new orders wait in one order.
      store.insert(stockroom.opened());
    }
    stockroom.outcomes().forEach(outcome -> outbox.append(outcome.orderId(), outcome));
  }

  private Map<Long, StockReservation> lockReservations(List<OrderEvent> batch) {
    var orderIds =
        batch.stream()
            .filter(event -> !(event instanceof OrderPaid))
            .map(OrderEvent::orderId)
            .collect(Collectors.toCollection(TreeSet::new));
    var known = orderIds.isEmpty() ? List.<StockReservation>of() : store.lockReservations(orderIds);
    return known.stream().collect(Collectors.toMap(StockReservation::orderId, Function.identity()));
  }

  private List<Product> lockProducts(List<OrderEvent> batch, Map<Long, StockReservation> known) {
    var productIds =
        batch.stream()
            .flatMapToLong(event -> productsOf(event, known))
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    return productIds.isEmpty() ? List.of() : store.lockProducts(productIds);
  }

  private static LongStream productsOf(OrderEvent event, Map<Long, StockReservation> known) {
    var reservation = known.get(event.orderId());
    return switch (event) {
      case OrderCreated e when reservation == null ->
          e.lines().stream().mapToLong(OrderLine::productId);
      case OrderCancelled _ when reservation != null && reservation.isReleasable() ->
          reservation.lines().stream().mapToLong(ReservedLine::productId);
      case OrderCreated _, OrderCancelled _, OrderPaid _ -> LongStream.empty();
    };
  }
}
