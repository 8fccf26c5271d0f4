package io.jumun.coupon;

import io.jumun.contracts.CouponEvent;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.outbox.Outbox;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The coupon step of the saga, for a whole batch of orders at a time. */
@Service
public class CouponUsage {

  private final CouponStepRepository steps;
  private final UserCouponRepository coupons;
  private final CouponRepository campaigns;
  private final EntityManager entities;
  private final Outbox outbox;
  private final Clock clock;

  CouponUsage(
      CouponStepRepository steps,
      UserCouponRepository coupons,
      CouponRepository campaigns,
      EntityManager entities,
      Outbox outbox,
      Clock clock) {
    this.steps = steps;
    this.coupons = coupons;
    this.campaigns = campaigns;
    this.entities = entities;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Locks every row that these events can touch, until the surrounding transaction ends: first the
   * steps, in the order of their orders, then the users' coupons, in the order of their ids.
   *
   * @return valid in the surrounding transaction, which also stores what it decides
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public CouponDesk open(List<SagaEvent> batch) {
    var orders = batch.stream().flatMap(CouponUsage::couponOrders).toList();
    var orderIds =
        Stream.concat(orders.stream(), batch.stream().filter(OrderCancelled.class::isInstance))
            .map(SagaEvent::orderId)
            .distinct()
            .toArray(Long[]::new);
    var known = orderIds.length == 0 ? List.<CouponStep>of() : steps.lockAll(orderIds);
    return new CouponDesk(
        known,
        lockCoupons(orders, known),
        campaignsOf(orders),
        entities::persist,
        this::publish,
        clock.instant().truncatedTo(ChronoUnit.MICROS));
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
            .map(CouponStep::userCouponId)
            .toArray(Long[]::new);
    if (orders.isEmpty() && held.length == 0) {
      return List.of();
    }
    return coupons.lockAll(
        ids(orders, CouponUsage::couponId), ids(orders, StockReserved::userId), held);
  }

  private Map<Long, CouponTerms> campaignsOf(List<StockReserved> orders) {
    if (orders.isEmpty()) {
      return Map.of();
    }
    var ids = orders.stream().map(CouponUsage::couponId).distinct().toArray(Long[]::new);
    return campaigns.findAll(ids).stream()
        .collect(Collectors.toMap(Coupon::couponId, Coupon::terms));
  }

  private void publish(CouponEvent outcome) {
    outbox.append(outcome.orderId(), outcome);
  }

  private static long couponId(StockReserved order) {
    return Objects.requireNonNull(order.couponId());
  }

  private static Long[] ids(List<StockReserved> orders, ToLongFunction<StockReserved> id) {
    return orders.stream().mapToLong(id).boxed().toArray(Long[]::new);
  }
}
