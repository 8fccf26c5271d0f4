package io.jumun.order;

import io.jumun.contracts.OrderEvent;
import io.jumun.order.DecisionStore.Locked;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends orders as the other services' events ask, and tells their ends again. */
@Service
public class OrderDecisions {

  /**
   * Whoever deducts money for an order that was cancelled longer ago than this has not seen the
   * cancel, and may never see it: it may have been deleted, or set aside.
   */
  private static final Duration CANCEL_IS_KNOWN_AFTER = Duration.ofMinutes(1);

  private final DecisionStore orders;
  private final UnseenOrders unseen;
  private final OrderEndings endings;
  private final EndingsAgain again;
  private final Counter unknown;

  OrderDecisions(
      DecisionStore orders,
      UnseenOrders unseen,
      OrderEndings endings,
      EndingsAgain again,
      MeterRegistry meters) {
    this.orders = orders;
    this.unseen = unseen;
    this.endings = endings;
    this.again = again;
    this.unknown = meters.counter("jumun.orders.unknown");
  }

  /**
   * Carries out decisions one by one in the given order, in the caller's transaction. Of an order
   * that has ended nothing changes, and nothing is published unless it is asked for, or it was
   * cancelled long ago and is paid for all the same; an unknown order is counted and, if that is
   * allowed, cancelled at those who did something for it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void carryOut(List<Decision> decisions) {
    if (decisions.isEmpty()) {
      return;
    }
    var lock = lock(decisions);
    var locked = lock.byId();
    var now = lock.at();
    var ends =
        decisions.stream()
            .flatMap(decision -> apply(decision, locked.get(decision.orderId()), now).stream())
            .toList();
    orders.saveStates(
        ends.stream().map(end -> Objects.requireNonNull(locked.get(end.orderId()))).toList());
    endings.conclude(ends);
    again.publish(missedBySomebody(decisions, locked, now));
    unknownUsers(decisions, locked.keySet())
        .forEach((orderId, userId) -> again.publishUnknown(orderId, userId, now));
  }

  private Locked lock(List<Decision> decisions) {
    var ids = decisions.stream().map(Decision::orderId).collect(Collectors.toSet());
    var locked = orders.lockAll(ids);
    if (locked.byId().size() < ids.size()) {
      unseen.await(ids.stream().filter(id -> !locked.byId().containsKey(id)).toList());
      return orders.lockAll(ids);
    }
    return locked;
  }

  private Optional<OrderEvent> apply(Decision decision, @Nullable Order order, Instant now) {
    if (order == null) {
      unknown.increment();
      return Optional.empty();
    }
    return switch (decision) {
      case Decision.Pay pay -> order.pay(pay.payment(), now);
      case Decision.Cancel cancel -> order.cancel(cancel.reason(), now);
      case Decision.TellEnd _ -> Optional.empty();
    };
  }

  /** The orders whose end is told again: once each, however many ask. */
  private static List<Order> missedBySomebody(
      List<Decision> decisions, Map<Long, Order> locked, Instant now) {
    return decisions.stream()
        .<Order>mapMulti(
            (decision, missed) -> {
              var order = locked.get(decision.orderId());
              if (order != null && isMissed(decision, order, now)) {
                missed.accept(order);
              }
            })
        .distinct()
        .toList();
  }

  private static boolean isMissed(Decision decision, Order order, Instant now) {
    return switch (decision) {
      case Decision.TellEnd _ -> true;
      case Decision.Pay _ -> order.wasCancelledBefore(now.minus(CANCEL_IS_KNOWN_AFTER));
      case Decision.Cancel _ -> false;
    };
  }

  /** By the orders that do not exist although somebody did something for them. */
  private static Map<Long, Long> unknownUsers(List<Decision> decisions, Set<Long> known) {
    var users = new TreeMap<Long, Long>();
    for (var decision : decisions) {
      var user = userOf(decision);
      if (user != null && !known.contains(decision.orderId())) {
        users.putIfAbsent(decision.orderId(), user);
      }
    }
    return users;
  }

  private static @Nullable Long userOf(Decision decision) {
    return switch (decision) {
      case Decision.Pay pay -> Long.valueOf(pay.payment().userId());
      case Decision.TellEnd asked -> asked.userId();
      case Decision.Cancel _ -> null;
    };
  }
}
