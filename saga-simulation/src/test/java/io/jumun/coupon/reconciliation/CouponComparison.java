package io.jumun.coupon.reconciliation;

import io.jumun.contracts.CouponEvent.CouponOutcomeRequested;
import io.jumun.contracts.SettlementEvent;
import io.jumun.contracts.SettlementEvent.OrdersSettled;
import io.jumun.outbox.Outbox;
import io.jumun.outbox.consumer.NoRecords;
import io.jumun.simulation.Held;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service's own reaction to a statement, upon rows in memory. */
public final class CouponComparison {

  private CouponComparison() {}

  /**
   * @param isHeld whether a coupon is spent on an order
   */
  public static Consumer<SettlementEvent> of(
      LongPredicate isHeld, LongUnaryOperator userOf, Outbox outbox) {
    var held = new InMemory(isHeld, userOf);
    return new CouponReconciliation(NoRecords.CONSUMER, held, outbox, new CompositeMeterRegistry())
        ::on;
  }

  private static final class InMemory extends HeldCoupons {

    private final LongPredicate isHeld;
    private final LongUnaryOperator userOf;

    InMemory(LongPredicate isHeld, LongUnaryOperator userOf) {
      super(
          JdbcClient.create(new JdbcTemplate()), new ReconciliationProperties(Duration.ofHours(1)));
      this.isHeld = isHeld;
      this.userOf = userOf;
    }

    @Override
    List<CouponOutcomeRequested> leftOverFrom(OrdersSettled statement) {
      return Held.leftOver(
          statement, isHeld, id -> new CouponOutcomeRequested(id, userOf.applyAsLong(id)));
    }

    @Override
    List<Long> missingFor(OrdersSettled statement) {
      return Held.missing(statement.paidWithCoupon(), isHeld);
    }
  }
}
