package io.jumun.coupon;

import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.SettlementEvent;
import io.jumun.contracts.SettlementEvent.OrdersSettled;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.coupon.reconciliation.CouponComparison;
import io.jumun.coupon.saga.CouponReactions;
import io.jumun.outbox.Outbox;
import io.jumun.simulation.Database;
import io.jumun.simulation.Fact;
import io.jumun.simulation.Facts;
import io.jumun.simulation.Flaw;
import io.jumun.simulation.Participant;
import io.jumun.simulation.Reactions;
import io.jumun.simulation.StepView;
import io.jumun.simulation.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** coupon-service without PostgreSQL and Kafka. */
public final class CouponSide implements Participant {

  private final Database database;
  private final Facts facts;
  private final Clock clock;
  private final Map<Long, CouponTerms> campaigns = new HashMap<>();
  private final Table<UserCoupon> coupons;
  private final Table<CouponStep> steps;
  private final Reactions reactions;
  private final Consumer<SettlementEvent> comparison;

  public CouponSide(Database database, Clock clock, Facts facts, Flaw flaw) {
    this.database = database;
    this.facts = facts;
    this.clock = clock;
    coupons = database.table("user_coupons", UserCoupon::userCouponId, _ -> null);
    steps = database.table("coupon_steps", CouponStep::orderId, CouponStep::state);
    Outbox outbox = (_, event) -> database.append((SagaEvent) event);
    comparison = CouponComparison.of(id -> step(id) == StepView.DONE, this::userOf, outbox);
    var usage = new CouponUsage(new InMemoryStore(), outbox, clock);
    var production = CouponReactions.of(usage);
    reactions =
        flaw == Flaw.LOSES_CANCELS
            ? production.without(OrderCancelled.class::isInstance)
            : production;
  }

  public void launch(long couponId, CouponTerms terms) {
    campaigns.put(couponId, terms);
  }

  public void issue(long couponId, long userId) {
    long id = coupons.all().size() + 1L;
    coupons.add(new UserCoupon(id, couponId, userId, clock.instant()));
  }

  /** The order on which a user's coupon of a campaign is spent. */
  public @Nullable Long spentOn(long couponId, long userId) {
    return coupons.all().stream()
        .filter(coupon -> coupon.couponId() == couponId && coupon.userId() == userId)
        .filter(UserCoupon::isUsed)
        .map(UserCoupon::orderId)
        .findAny()
        .orElse(null);
  }

  /** The orders on which any coupon is spent. */
  public List<Long> spentOn() {
    return coupons.all().stream()
        .filter(UserCoupon::isUsed)
        .map(coupon -> Objects.requireNonNull(coupon.orderId()))
        .toList();
  }

  private long userOf(long orderId) {
    var coupon = Objects.requireNonNull(steps.find(orderId)).userCouponId();
    return Objects.requireNonNull(coupons.find(Objects.requireNonNull(coupon))).userId();
  }

  @Override
  public StepView step(long orderId) {
    var step = steps.find(orderId);
    if (step == null) {
      return StepView.NONE;
    }
    return switch (step.state()) {
      case USED -> StepView.DONE;
      case REJECTED -> StepView.REJECTED;
      case FENCED -> StepView.FENCED;
      case RESTORED -> StepView.UNDONE;
    };
  }

  @Override
  public void compare(OrdersSettled statement) {
    comparison.accept(statement);
  }

  @Override
  public void observe(SagaEvent event) {
    var step = step(event.orderId());
    if (event instanceof StockReserved e && e.couponId() != null && step != StepView.NONE) {
      facts.count(step == StepView.FENCED ? Fact.LATE_STEP_REFUSED : Fact.DUPLICATE_STEP_IGNORED);
    }
    if (event instanceof OrderCancelled && step == StepView.UNDONE) {
      facts.count(Fact.DUPLICATE_CANCEL_IGNORED);
    }
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public Reactions reactions() {
    return reactions;
  }

  private final class InMemoryStore implements CouponStore {

    @Override
    public List<CouponStep> lockSteps(Collection<Long> orderIds) {
      return steps.lock(orderIds);
    }

    @Override
    public List<UserCoupon> lockCoupons(List<Owner> owners, Collection<Long> userCouponIds) {
      var wanted = new ArrayList<>(userCouponIds);
      for (var coupon : coupons.all()) {
        if (owners.contains(new Owner(coupon.couponId(), coupon.userId()))) {
          wanted.add(coupon.userCouponId());
        }
      }
      return coupons.lock(wanted);
    }

    @Override
    public Map<Long, CouponTerms> termsOf(Collection<Long> couponIds) {
      var known = new HashMap<>(campaigns);
      known.keySet().retainAll(couponIds);
      return known;
    }

    @Override
    public void saveCoupons(Collection<UserCoupon> changed) {
      coupons.save(changed);
    }

    @Override
    public void saveStates(Collection<CouponStep> changed) {
      steps.save(changed);
    }

    @Override
    public void insert(Collection<CouponStep> added) {
      added.forEach(steps::insert);
    }
  }
}
