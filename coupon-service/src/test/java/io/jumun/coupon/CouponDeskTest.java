package io.jumun.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumun.contracts.CouponEvent.CouponRejected;
import io.jumun.contracts.CouponEvent.CouponRejected.Reason;
import io.jumun.contracts.CouponEvent.CouponRestored;
import io.jumun.contracts.CouponEvent.CouponUsed;
import io.jumun.contracts.PricedLine;
import io.jumun.contracts.StockEvent.StockReserved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CouponDeskTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final long CAMPAIGN = 5;
  private static final long USER = 7;
  private static final List<PricedLine> LINES = List.of(new PricedLine(10, 2, 10_000));

  private final UserCoupon coupon = new UserCoupon(70, CAMPAIGN, USER, NOW);
  private CouponDesk desk = deskWith(terms(null, null, null), coupon);

  @Test
  void spendsTheUsersOwnCouponOfTheCampaign() {
    desk.use(order(1, USER, CAMPAIGN));

    assertThat(desk.outcomes())
        .containsExactly(new CouponUsed(1, USER, CAMPAIGN, 70, LINES, 20_000, 2_000, 18_000));
    assertThat(coupon.isUsed()).isTrue();
    assertThat(coupon.orderId()).isEqualTo(1);
    assertThat(coupon.usedAt()).isEqualTo(NOW);
    assertThat(desk.opened())
        .singleElement()
        .extracting(CouponStep::discountAmount)
        .isEqualTo(2_000L);
  }

  @Test
  void leavesAnOrderWithoutACouponAlone() {
    desk.use(order(1, USER, null));

    assertThat(desk.outcomes()).isEmpty();
    assertThat(desk.opened()).isEmpty();
  }

  @Test
  void rejectsACouponThatTheUserDoesNotHave() {
    desk.use(order(1, USER + 1, CAMPAIGN));
    desk.use(order(2, USER, CAMPAIGN + 1));

    assertThat(desk.outcomes())
        .containsExactly(
            new CouponRejected(1, CAMPAIGN, Reason.NOT_ISSUED_TO_USER),
            new CouponRejected(2, CAMPAIGN + 1, Reason.NOT_ISSUED_TO_USER));
    assertThat(states()).containsExactly(CouponStep.State.REJECTED, CouponStep.State.REJECTED);
    assertThat(coupon.isUsed()).isFalse();
  }

  @Test
  void rejectsASpentCoupon() {
    desk.use(order(1, USER, CAMPAIGN));
    desk.use(order(2, USER, CAMPAIGN));

    assertThat(desk.outcomes().getLast())
        .isEqualTo(new CouponRejected(2, CAMPAIGN, Reason.ALREADY_USED));
    assertThat(coupon.orderId()).isEqualTo(1);
  }

  @Test
  void rejectsWhatTheTermsRefuse() {
    assertThat(rejection(terms(NOW.plusSeconds(1), null, null))).isEqualTo(Reason.NOT_YET_VALID);
    assertThat(rejection(terms(null, NOW.minusSeconds(1), null))).isEqualTo(Reason.EXPIRED);
    assertThat(rejection(terms(null, null, 20_001L))).isEqualTo(Reason.BELOW_MINIMUM_ORDER);
    assertThat(coupon.isUsed()).isFalse();
  }

  @Test
  void decidesAnOrderOnce() {
    desk.use(order(1, USER, CAMPAIGN));
    desk.use(order(1, USER, CAMPAIGN));
    desk.use(order(2, USER, CAMPAIGN));
    desk.restore(1);
    desk.use(order(2, USER, CAMPAIGN));
    desk.use(order(1, USER, CAMPAIGN));

    assertThat(desk.outcomes())
        .extracting(event -> (Object) event.getClass())
        .containsExactly(CouponUsed.class, CouponRejected.class, CouponRestored.class);
    assertThat(coupon.isUsed()).isFalse();
  }

  @Test
  void restoresOnceAndTheCouponCanBeUsedAgain() {
    desk.use(order(1, USER, CAMPAIGN));
    desk.restore(1);
    desk.restore(1);
    desk.use(order(2, USER, CAMPAIGN));
    desk.restore(1);

    assertThat(desk.outcomes())
        .extracting(event -> (Object) event.getClass())
        .containsExactly(CouponUsed.class, CouponRestored.class, CouponUsed.class);
    assertThat(desk.outcomes().get(1)).isEqualTo(new CouponRestored(1, CAMPAIGN, 70));
    assertThat(coupon.orderId()).isEqualTo(2);
    assertThat(states()).containsExactly(CouponStep.State.RESTORED, CouponStep.State.USED);
  }

  @Test
  void aCancelBeforeItsStepFencesTheStep() {
    desk.restore(1);
    desk.use(order(1, USER, CAMPAIGN));
    desk.restore(1);

    assertThat(desk.outcomes()).isEmpty();
    assertThat(states()).containsExactly(CouponStep.State.FENCED);
    assertThat(coupon.isUsed()).isFalse();
  }

  @Test
  void aCancelAfterARejectionHasNoEffect() {
    desk.use(order(1, USER + 1, CAMPAIGN));
    desk.restore(1);

    assertThat(desk.outcomes()).hasSize(1);
    assertThat(states()).containsExactly(CouponStep.State.REJECTED);
  }

  @Test
  void aCouponGuardsItsState() {
    assertThatThrownBy(() -> coupon.restoreFrom(1)).isInstanceOf(IllegalStateException.class);
    coupon.useFor(1, NOW);
    assertThatThrownBy(() -> coupon.useFor(2, NOW)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> coupon.restoreFrom(2)).isInstanceOf(IllegalStateException.class);
    assertThat(coupon.orderId()).isEqualTo(1);
  }

  /** Orders that fight for few coupons; every message up to three times, in any order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whateverIsDeliveredInWhateverOrderTheBooksAgree(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      var coupons =
          List.of(
              new UserCoupon(1, CAMPAIGN, 1, NOW),
              new UserCoupon(2, CAMPAIGN, 2, NOW),
              new UserCoupon(3, CAMPAIGN, 3, NOW));
      desk = deskWith(terms(null, null, null), coupons.toArray(UserCoupon[]::new));
      var cancelled = new HashSet<Long>();

      deliver(messages(random, cancelled), random);

      var holders = new HashSet<Long>();
      coupons.stream().filter(UserCoupon::isUsed).forEach(used -> holders.add(used.orderId()));
      assertThat(Collections.disjoint(holders, cancelled)).isTrue();
      for (var step : desk.opened()) {
        assertThat(step.state() == CouponStep.State.USED)
            .isEqualTo(holders.contains(step.orderId()));
        assertThat(outcomesOf(step.orderId())).isEqualTo(expected(step.state()));
      }
      assertThat(desk.opened()).extracting(CouponStep::orderId).doesNotHaveDuplicates().hasSize(12);
    }
  }

  private List<Runnable> messages(Random random, Set<Long> cancelled) {
    var messages = new ArrayList<Runnable>();
    for (long id = 1; id <= 12; id++) {
      long orderId = id;
      var order = order(orderId, 1 + random.nextInt(4), CAMPAIGN);
      messages.addAll(Collections.nCopies(1 + random.nextInt(3), () -> desk.use(order)));
      if (random.nextBoolean()) {
        cancelled.add(orderId);
        messages.addAll(Collections.nCopies(1 + random.nextInt(3), () -> desk.restore(orderId)));
      }
    }
    return messages;
  }

  private static void deliver(List<Runnable> messages, Random random) {
    Collections.shuffle(messages, random);
    messages.forEach(Runnable::run);
  }

  private List<String> outcomesOf(long orderId) {
    return desk.outcomes().stream()
        .filter(event -> event.orderId() == orderId)
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }

  private static List<String> expected(CouponStep.State state) {
    return switch (state) {
      case USED -> List.of("CouponUsed");
      case REJECTED -> List.of("CouponRejected");
      case RESTORED -> List.of("CouponUsed", "CouponRestored");
      case FENCED -> List.of();
    };
  }

  private @Nullable Reason rejection(CouponTerms terms) {
    desk = deskWith(terms, coupon);
    desk.use(order(1, USER, CAMPAIGN));
    return ((CouponRejected) desk.outcomes().getFirst()).reason();
  }

  private List<CouponStep.State> states() {
    return desk.opened().stream().map(CouponStep::state).toList();
  }

  private CouponDesk deskWith(CouponTerms terms, UserCoupon... coupons) {
    return new CouponDesk(List.of(), List.of(coupons), Map.of(CAMPAIGN, terms), NOW);
  }

  private static CouponTerms terms(
      @Nullable Instant from, @Nullable Instant until, @Nullable Long minimum) {
    return new CouponTerms("test", DiscountType.RATE, 10, null, minimum, 1, from, until);
  }

  private static StockReserved order(long orderId, long userId, @Nullable Long couponId) {
    return new StockReserved(orderId, userId, couponId, LINES, 20_000);
  }
}
