package io.jumun.order;

import io.jumun.contracts.OrderEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends orders as the other services' events ask. */
@Service
public class OrderDecisions {

  private final OrderRepository orders;
  private final UnseenOrders unseen;
  private final OrderEndings endings;
  private final DatabaseClock clock;
  private final Counter unknown;

  OrderDecisions(
      OrderRepository orders,
      UnseenOrders unseen,
      OrderEndings endings,
      DatabaseClock clock,
      MeterRegistry meters) {
    this.orders = orders;
    this.unseen = unseen;
    this.endings = endings;
    this.clock = clock;
    this.unknown = meters.counter("jumun.orders.unknown");
  }

  /**
   * Carries out decisions one by one in the given order, in the caller's transaction. Of an order
   * that has ended nothing changes and nothing is published; an unknown order is counted.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void carryOut(List<Decision> decisions) {
    if (decisions.isEmpty()) {
      return;
    }
    var locked = lock(decisions);
    // Read when the locks are held: waiting for them may have taken an order past its deadline.
    var now = clock.now();
    endings.conclude(
        decisions.stream()
            .flatMap(decision -> apply(decision, locked.get(decision.orderId()), now).stream())
            .toList());
  }

  private Map<Long, Order> lock(List<Decision> decisions) {
    var ids = decisions.stream().map(Decision::orderId).collect(Collectors.toSet());
    var locked = lock(ids);
    if (locked.size() < ids.size()) {
      unseen.await(ids.stream().filter(id -> !locked.containsKey(id)).toList());
      return lock(ids);
    }
    return locked;
  }

  private Map<Long, Order> lock(Set<Long> ids) {
    return orders.lockAll(ids.toArray(Long[]::new)).stream()
        .collect(Collectors.toMap(Order::id, Function.identity()));
  }

  private Optional<OrderEvent> apply(Decision decision, @Nullable Order order, Instant now) {
    if (order == null) {
      unknown.increment();
      return Optional.empty();
    }
    return switch (decision) {
      case Decision.Pay pay -> order.pay(pay.payment(), now);
      case Decision.Cancel cancel -> order.cancel(cancel.reason(), now);
    };
  }
}
