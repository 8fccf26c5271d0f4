package io.jumun.order;

import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Publishes the ends of orders once more, for somebody who has missed them. No order changes. An
 * end is told as it was told at first, under a new event id.
 */
@Component
class EndingsAgain {

  private static final Logger log = LoggerFactory.getLogger(EndingsAgain.class);

  private final Outbox outbox;
  private final LinePrices prices;
  private final MeterRegistry meters;
  private final boolean cancelUnknown;

  @Autowired
  EndingsAgain(Outbox outbox, LinePrices prices, MeterRegistry meters, OrderProperties settings) {
    this(outbox, prices, meters, settings.cancelUnknown());
  }

  EndingsAgain(Outbox outbox, LinePrices prices, MeterRegistry meters, boolean cancelUnknown) {
    this.outbox = outbox;
    this.prices = prices;
    this.meters = meters;
    this.cancelUnknown = cancelUnknown;
  }

  /** An order that is still PENDING is passed over: it will end, and tell of it. */
  void publish(Collection<Order> orders) {
    var paid = orders.stream().filter(o -> o.status() == OrderStatus.PAID).map(Order::id).toList();
    var lines = prices.of(paid);
    for (var order : orders) {
      order
          .end(lines.getOrDefault(order.id(), List.of()))
          .ifPresent(end -> publish(end, order.status().name()));
    }
  }

  /**
   * Ends an order that does not exist, so that whoever did something for it undoes it; if that is
   * allowed. It must be certain, until the transaction has committed, that nobody stores an order
   * under the id.
   */
  void publishUnknown(long orderId, long userId, Instant now) {
    if (!cancelUnknown) {
      log.warn("Order {} is not in this database, and others hold something for it", orderId);
      return;
    }
    log.warn("Order {} is not in this database and is cancelled at the others", orderId);
    publish(new OrderCancelled(orderId, userId, CancelReason.UNKNOWN_ORDER, now), "UNKNOWN");
  }

  private void publish(OrderEvent end, String kind) {
    outbox.append(end.orderId(), end);
    meters
        .counter("jumun.reconciliation.repairs", "end", kind.toLowerCase(Locale.ROOT))
        .increment();
  }
}
