package io.jumun.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.EventTypes;
import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.SagaEvent;
import io.jumun.local.LocalStack;
import io.jumun.outbox.EventJson;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever a participant did for an order that ends badly is undone, whenever it learns of it. */
class CompensationTest extends EndToEndTest {

  @Test
  void stockIsReleasedWhenTheCouponIsRefused() {
    long user = shop.customerWith(50_000);
    long product = shop.product(10_000, 5);

    var answer = shop.place(OrderRequest.by(user).of(1, product).with(999_999_999L));

    assertThat(answer.code()).isEqualTo("COUPON_INVALID");
    eventually().until(() -> typesOf(answer.orderId()).contains("StockReleased"));
    assertThat(shop.stockOf(product)).isEqualTo(5);
  }

  @Test
  void stockAndCouponAreGivenBackWhenTheBalanceIsShort() {
    long user = shop.customerWith(1);
    long product = shop.product(10_000, 5);
    long coupon = shop.couponFor(user, "AMOUNT", 100, "");

    var answer = shop.place(OrderRequest.by(user).of(1, product).with(coupon));

    assertThat(answer.code()).isEqualTo("INSUFFICIENT_BALANCE");
    eventually()
        .until(
            () -> typesOf(answer.orderId()).containsAll(Set.of("StockReleased", "CouponRestored")));
    shop.charge(user, 100_000);
    assertThat(shop.place(OrderRequest.by(user).of(1, product).with(coupon)).status())
        .as("the coupon can be used again")
        .isEqualTo(200);
  }

  @Test
  void everythingIsUndoneWhenSuccessComesAfterTheDeadline() {
    long user = shop.customerWith(50_000);
    long product = shop.product(10_000, 5);
    long coupon = shop.couponFor(user, "AMOUNT", 1_000, "");
    var order = new long[1];

    whileHeldUp(
        LocalStack.ORDER,
        () -> {
          var answer = shop.place(OrderRequest.by(user).of(1, product).with(coupon));
          assertThat(answer.status()).isEqualTo(500);
          order[0] = answer.orderId();
          eventually()
              .until(
                  () ->
                      typesOf(order[0])
                          .containsAll(
                              Set.of("StockReleased", "CouponRestored", "BalanceRefunded")));
        });

    assertThat(shop.statusOf(order[0])).isEqualTo("CANCELLED");
    assertThat(shop.balanceOf(user)).isEqualTo(50_000);
    assertThat(shop.stockOf(product)).isEqualTo(5);
    assertThat(typesOf(order[0])).doesNotContain("OrderPaid");
  }

  @Test
  void aLateStockStepAfterTheDeadlineIsUndone() {
    long user = shop.customerWith(50_000);
    long product = shop.product(10_000, 5);

    whileHeldUp(
        LocalStack.PRODUCT,
        () -> assertThat(shop.place(OrderRequest.by(user).of(1, product)).status()).isEqualTo(500));

    eventually().until(() -> shop.stockOf(product) == 5);
  }

  @Test
  void aLateCouponStepAfterTheDeadlineIsUndone() {
    long user = shop.customerWith(50_000);
    long product = shop.product(10_000, 5);
    long coupon = shop.couponFor(user, "AMOUNT", 1_000, "");

    var order = new long[1];

    whileHeldUp(
        LocalStack.COUPON,
        () -> {
          var answer = shop.place(OrderRequest.by(user).of(1, product).with(coupon));
          assertThat(answer.status()).isEqualTo(500);
          order[0] = answer.orderId();
        });

    // Step and cancel are read by two listeners: whichever comes first, the coupon is free then.
    eventually()
        .until(
            () -> state("coupons", "coupon_steps", order[0]),
            Set.of("RESTORED", "FENCED")::contains);
    assertThat(shop.place(OrderRequest.by(user).of(1, product).with(coupon)).status())
        .isEqualTo(200);
  }

  @Test
  void aCancelBeforeItsStepFencesStock() {
    long product = shop.product(1_000, 5);
    long order = 8_000_000_000_000_000_001L;

    inject(cancelled(order));
    inject(new OrderCreated(order, 1, List.of(new OrderLine(product, 1)), null, Instant.now()));
    long after = shop.place(OrderRequest.by(shop.customerWith(9_000)).of(1, product)).orderId();

    eventually().until(() -> shop.statusOf(after).equals("PAID"));
    eventually().until(() -> state("products", "stock_reservations", order).equals("FENCED"));
    assertThat(shop.stockOf(product)).isEqualTo(4);
    assertThat(outboxOf("products", order)).isZero();
  }

  @Test
  void aCancelBeforeItsStepFencesCouponAndBalance() {
    long user = shop.customerWith(50_000);
    long product = shop.product(10_000, 5);
    long coupon = shop.couponFor(user, "AMOUNT", 1_000, "");
    var order = new long[1];

    // Both see the cancel long before the step: the step is on the topic of a service held up.
    whileHeldUp(
        LocalStack.PRODUCT,
        () -> {
          order[0] = shop.place(OrderRequest.by(user).of(1, product).with(coupon)).orderId();
          eventually().until(() -> state("coupons", "coupon_steps", order[0]).equals("FENCED"));
          eventually().until(() -> state("balances", "balance_steps", order[0]).equals("FENCED"));
        });

    eventually().until(() -> typesOf(order[0]).contains("StockReleased"));
    assertThat(state("coupons", "coupon_steps", order[0])).isEqualTo("FENCED");
    assertThat(state("balances", "balance_steps", order[0])).isEqualTo("FENCED");
    assertThat(typesOf(order[0])).doesNotContain("CouponUsed", "BalanceDeducted");
    assertThat(shop.balanceOf(user)).isEqualTo(50_000);
  }

  private void inject(SagaEvent event) {
    topics.inject(
        io.jumun.contracts.Topics.ORDER_EVENTS,
        event.orderId(),
        EventTypes.nameOf(event.getClass()),
        EventJson.write(event));
  }

  private static OrderCancelled cancelled(long order) {
    return new OrderCancelled(order, 1, CancelReason.DEADLINE_PASSED, Instant.now());
  }

  private String state(String database, String table, long order) {
    return shop.database(database)
        .sql("select state from " + table + " where order_id = :id")
        .param("id", order)
        .query(String.class)
        .optional()
        .orElse("");
  }

  private long outboxOf(String database, long order) {
    return shop.database(database)
        .sql("select count(*) from outbox where aggregateid = :id")
        .param("id", Long.toString(order))
        .query(Long.class)
        .single();
  }

  private Set<String> typesOf(long order) {
    return topics.ofOrder(order).stream()
        .map(r -> Topics.header(r, "ce_type").split("\\.")[2])
        .collect(Collectors.toSet());
  }
}
