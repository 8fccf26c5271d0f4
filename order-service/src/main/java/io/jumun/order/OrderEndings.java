package io.jumun.order;

import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What follows from orders having ended, in the transaction that ended them. */
@Component
class OrderEndings {

  private final Outbox outbox;
  private final LinePrices prices;
  private final OutcomeAnnouncer announcer;

  OrderEndings(Outbox outbox, LinePrices prices, OutcomeAnnouncer announcer) {
    this.outbox = outbox;
    this.prices = prices;
    this.announcer = announcer;
  }

  void conclude(List<OrderEvent> endings) {
    var paid = new ArrayList<OrderPaid>();
    var outcomes = new ArrayList<Outcome>();
    for (var event : endings) {
      outbox.append(event.orderId(), event);
      switch (event) {
        case OrderPaid e -> {
          paid.add(e);
          outcomes.add(new Outcome.Paid(e.orderId(), e.finalAmount()));
        }
        case OrderCancelled e ->
            outcomes.add(
                new Outcome.Cancelled(e.orderId(), Objects.requireNonNull(e.reason(), "reason")));
        case OrderCreated e -> throw new IllegalArgumentException("Not an ending: " + e);
      }
    }
    prices.store(paid);
    announcer.announce(outcomes);
  }
}
