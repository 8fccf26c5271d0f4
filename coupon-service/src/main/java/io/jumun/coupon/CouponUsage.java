package io.jumun.coupon;

import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.coupon.CouponStore.Owner;
import io.jumun.outbox.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The coupon step of the saga, for a whole batch of orders at a time. */
@Service
public class CouponUsage {

  private final CouponStore store;
  private final Outbox outbox;
  private final Clock clock;

  CouponUsage(CouponStore store, Outbox outbox, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Locks every row that these events can touch, until the surrounding transaction ends: first the
   * steps, in the order of their orders, then the users' coupons, in the order of their ids.
   *
   * @return valid in the surrounding transaction
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public CouponDesk open(List<SagaEvent> batch) {
    var orders = batch.stream().flatMap(CouponUsage::couponOrders).toList();
    var orderIds =
        Stream.concat(orders.stream(), batch.stream().filter(OrderCancelled.class::isInstance))
            .map(SagaEvent::orderId)
            .collect(Collectors.toSet());
    var known = orderIds.isEmpty() ? List.<CouponStep>of() : store.lockSteps(orderIds);
    return new CouponDesk(
        known,
        lockCoupons(orders, known),
        termsFor(orders),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  /** Writes the decisions and tells their outcomes. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void save(CouponDesk desk) {
    if (!desk.changed().isEmpty()) {
      store.saveCoupons(desk.changed());
    }
    if (!desk.restored().isEmpty()) {
      store.saveStates(desk.restored());
    }
    if (!desk.opened().isEmpty()) {
      // Ascending by order id: two transactions with the same new orders wait in one order.
      store.insert(desk.opened());
    }
    desk.outcomes().forEach(outcome -> outbox.append(outcome.orderId(), outcome));
  }

  private static Stream<StockReserved> couponOrders(SagaEvent event) {
    return event instanceof StockReserved order && order.couponId() != null
        ? Stream.of(order)
        : Stream.empty();
  }

  private List<UserCoupon> lockCoupons(List<StockReserved> orders, List<CouponStep> known) {
    var held =
        known.stream()
            .filter(step -> step.state() == CouponStep.State.USED)
            .map(step -> Objects.requireNonNull(step.userCouponId()))
            .toList();
    if (orders.isEmpty() && held.isEmpty()) {
      return List.of();
    }
    var owners = orders.stream().map(order -> new Owner(couponId(order), order.userId())).toList();
    return store.lockCoupons(owners, held);
  }

  private Map<Long, CouponTerms> termsFor(List<StockReserved> orders) {
    if (orders.isEmpty()) {
      return Map.of();
    }
    return store.termsOf(orders.stream().map(CouponUsage::couponId).collect(Collectors.toSet()));
  }

  private static long couponId(StockReserved order) {
    return Objects.requireNonNull(order.couponId());
  }
}
