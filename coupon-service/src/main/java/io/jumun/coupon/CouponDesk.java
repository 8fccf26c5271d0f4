package io.jumun.coupon;

import io.jumun.contracts.CouponEvent;
import io.jumun.contracts.CouponEvent.CouponRejected;
import io.jumun.contracts.CouponEvent.CouponRejected.Reason;
import io.jumun.contracts.CouponEvent.CouponRestored;
import io.jumun.contracts.CouponEvent.CouponUsed;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.coupon.CouponStore.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides what becomes of one order after another, given all rows that these orders touch, purely
 * in memory: {@link CouponUsage} loads and saves it.
 */
public final class CouponDesk {

  private final Map<Long, CouponStep> steps = new HashMap<>();
  private final Map<Long, CouponTerms> campaigns;
  private final Map<Long, UserCoupon> coupons = new HashMap<>();
  private final Map<Owner, UserCoupon> couponsByOwner = new HashMap<>();
  private final SortedMap<Long, CouponStep> opened = new TreeMap<>();
  private final List<CouponStep> restored = new ArrayList<>();
  private final Map<Long, UserCoupon> changed = new LinkedHashMap<>();
  private final List<CouponEvent> outcomes = new ArrayList<>();
  private final Instant now;

  CouponDesk(
      Collection<CouponStep> steps,
      Collection<UserCoupon> coupons,
      Map<Long, CouponTerms> campaigns,
      Instant now) {
    steps.forEach(step -> this.steps.put(step.orderId(), step));
    coupons.forEach(this::add);
    this.campaigns = campaigns;
    this.now = now;
  }

  /**
   * Spends the user's coupon of the campaign on the order, or rejects it. Without effect when the
   * order names no coupon, was decided before, or is cancelled.
   */
  public void use(StockReserved order) {
    var couponId = order.couponId();
    if (couponId == null || steps.containsKey(order.orderId())) {
      return;
    }
    var coupon = couponsByOwner.get(new Owner(couponId, order.userId()));
    var terms = campaigns.get(couponId);
    if (coupon == null || terms == null) {
      reject(order.orderId(), couponId, Reason.NOT_ISSUED_TO_USER);
      return;
    }
    refusal(coupon, terms, order)
        .ifPresentOrElse(
            reason -> reject(order.orderId(), couponId, reason),
            () -> spend(coupon, terms.discountOn(order.totalAmount()), order));
  }

  /**
   * Gives the coupon back that was spent on a cancelled order. An order that is not known yet is
   * fenced: it will never spend one.
   */
  public void restore(long orderId) {
    var step = steps.get(orderId);
    if (step == null) {
      record(CouponStep.fenced(orderId, now));
    } else if (step.state() == CouponStep.State.USED) {
      var coupon = Objects.requireNonNull(coupons.get(step.userCouponId()));
      coupon.restoreFrom(orderId);
      changed.put(coupon.userCouponId(), coupon);
      step.restore(now);
      if (!opened.containsKey(orderId)) {
        restored.add(step);
      }
      outcomes.add(new CouponRestored(orderId, coupon.couponId(), coupon.userCouponId()));
    }
  }

  /** Steps that did not exist before the batch, ascending by order id. */
  Collection<CouponStep> opened() {
    return opened.values();
  }

  /** Steps that existed before the batch and were undone by it. */
  Collection<CouponStep> restored() {
    return restored;
  }

  /** Coupons that were spent or given back. */
  Collection<UserCoupon> changed() {
    return changed.values();
  }

  /** What there is to tell, in the order in which it happened. */
  List<CouponEvent> outcomes() {
    return outcomes;
  }

  private Optional<Reason> refusal(UserCoupon coupon, CouponTerms terms, StockReserved order) {
    return coupon.isUsed()
        ? Optional.of(Reason.ALREADY_USED)
        : terms.refusal(order.totalAmount(), now);
  }

  private void reject(long orderId, long couponId, Reason reason) {
    record(CouponStep.rejected(orderId, couponId, now));
    outcomes.add(new CouponRejected(orderId, couponId, reason));
  }

  private void spend(UserCoupon coupon, long discount, StockReserved order) {
    coupon.useFor(order.orderId(), now);
    changed.put(coupon.userCouponId(), coupon);
    record(CouponStep.used(order.orderId(), coupon, discount, now));
    outcomes.add(
        new CouponUsed(
            order.orderId(),
            order.userId(),
            coupon.couponId(),
            coupon.userCouponId(),
            order.lines(),
            order.totalAmount(),
            discount,
            Math.subtractExact(order.totalAmount(), discount)));
  }

  private void record(CouponStep step) {
    steps.put(step.orderId(), step);
    opened.put(step.orderId(), step);
  }

  private void add(UserCoupon coupon) {
    coupons.put(coupon.userCouponId(), coupon);
    couponsByOwner.put(new Owner(coupon.couponId(), coupon.userId()), coupon);
  }
}
