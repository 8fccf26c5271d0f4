package io.jumun.coupon.reconciliation;

import static io.jumun.coupon.reconciliation.Statements.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.CouponEvent.CouponOutcomeRequested;
import io.jumun.coupon.CouponServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CouponReconciliationTest extends CouponServiceTest {

  @Autowired MeterRegistry meters;

  @Test
  void asksOnceForACouponThatIsSpentOnAnOrderThatIsNotPaid() {
    long leftover = step("USED", "1 hour");
    long paid = step("USED", "1 hour");
    long fresh = step("USED", "1 second");
    long restored = step("RESTORED", "1 hour");

    state(leftover, restored, List.of(paid), List.of(paid));
    untilCompared();

    assertThat(publishedFor(leftover))
        .containsExactly(new CouponOutcomeRequested(leftover, userOf(leftover)));
    assertThat(publishedFor(paid)).isEmpty();
    assertThat(publishedFor(fresh)).isEmpty();
    assertThat(publishedFor(restored)).isEmpty();
    assertThat(stepOf(leftover)).containsExactly("USED");
  }

  /** The order had ended when it was done, so it is younger than the order's end. */
  @Test
  void asksForWhatWasDoneAfterTheOrdersEnd() {
    long late = step("USED", "9 minutes");

    state(late, late, List.of(), List.of());
    untilCompared();

    assertThat(publishedFor(late)).hasSize(1);
  }

  @Test
  void countsPaidOrdersWhoseCouponIsNotSpent() {
    long restored = step("RESTORED", "1 hour");
    long spent = step("USED", "1 hour");
    long withoutCoupon = newId();
    long neverSeen = newId();
    double before = mismatches();

    state(
        restored,
        neverSeen,
        List.of(restored, spent, withoutCoupon, neverSeen),
        List.of(restored, spent, neverSeen));
    untilCompared();

    assertThat(mismatches()).isEqualTo(before + 2);
  }

  private double mismatches() {
    return meters.counter("jumun.reconciliation.mismatches", "participant", "coupon").count();
  }

  /** Once this leftover has been asked for, all that was stated before has been compared. */
  private void untilCompared() {
    long marker = step("USED", "1 hour");
    state(marker, marker, List.of(), List.of());
    eventually().until(() -> !publishedFor(marker).isEmpty());
  }

  /** The user of an order, by a rule of this test. */
  private static long userOf(long orderId) {
    return 1_000_000 + orderId;
  }

  private long step(String state, String age) {
    long orderId = newId();
    long couponId = campaign("'discountType':'RATE','discountValue':10,'totalQuantity':1");
    long userCouponId = issue(couponId, userOf(orderId));
    jdbc.sql(
            """
            insert into coupon_steps
              (order_id, user_coupon_id, coupon_id, state, discount_amount, created_at, updated_at)
            select ?, ?, ?, ?, 1, t, t from (select now() - ?::interval as t)
            """)
        .params(orderId, userCouponId, couponId, state, age)
        .update();
    return orderId;
  }
}
