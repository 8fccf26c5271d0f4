package io.jumun.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.PricedLine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

  private static final Instant CREATED = Instant.parse("2026-11-22T00:00:00Z");
  private static final Instant DEADLINE = CREATED.plusSeconds(5);
  private static final Instant IN_TIME = DEADLINE.minusNanos(1_000);

  private final Order order = new Order(7, 1, 5L, CREATED, DEADLINE);

  @Test
  void isPaidBeforeItsDeadline() {
    assertThat(order.pay(payment(20_000, 2_000, 18_000), IN_TIME))
        .contains(
            new OrderPaid(
                7,
                1,
                List.of(new PricedLine(10, 2, 10_000)),
                20_000,
                2_000,
                18_000,
                5L,
                CREATED,
                IN_TIME));
    assertThat(order.status()).isEqualTo(OrderStatus.PAID);
  }

  @Test
  void isCancelledByAPaymentAtItsDeadline() {
    assertThat(order.pay(payment(20_000, 2_000, 18_000), DEADLINE))
        .contains(new OrderCancelled(7, 1, CancelReason.DEADLINE_PASSED, DEADLINE));
    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
  }

  @Test
  void isCancelledForAReason() {
    assertThat(order.cancel(CancelReason.OUT_OF_STOCK, IN_TIME))
        .contains(new OrderCancelled(7, 1, CancelReason.OUT_OF_STOCK, IN_TIME));
  }

  @Test
  void staysPaid() {
    order.pay(payment(20_000, 0, 20_000), IN_TIME);

    assertThat(order.cancel(CancelReason.DEADLINE_PASSED, DEADLINE)).isEmpty();
    assertThat(order.pay(payment(20_000, 0, 20_000), DEADLINE)).isEmpty();
    assertThat(order.status()).isEqualTo(OrderStatus.PAID);
  }

  @Test
  void staysCancelled() {
    order.cancel(CancelReason.COUPON_INVALID, IN_TIME);

    assertThat(order.pay(payment(20_000, 0, 20_000), IN_TIME)).isEmpty();
    assertThat(order.cancel(CancelReason.OUT_OF_STOCK, IN_TIME)).isEmpty();
    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
  }

  @Test
  void refusesAPaymentThatDoesNotAddUp() {
    assertThatThrownBy(() -> order.pay(payment(20_001, 0, 20_001), IN_TIME))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> order.pay(payment(20_000, 1, 20_000), IN_TIME))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
  }

  @Test
  void refusesThePaymentOfAnotherUser() {
    var foreign = new BalanceDeducted(7, 2, null, List.of(new PricedLine(10, 1, 5)), 5, 0, 5, 0);

    assertThatThrownBy(() -> order.pay(foreign, IN_TIME))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BalanceDeducted payment(long total, long discount, long amount) {
    return new BalanceDeducted(
        7, 1, 5L, List.of(new PricedLine(10, 2, 10_000)), total, discount, amount, 0);
  }
}
