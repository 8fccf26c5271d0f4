package io.jumun.balance.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.balance.BalanceServiceTest;
import io.jumun.balance.EntryType;
import io.jumun.balance.LedgerEntry;
import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.BalanceEvent.BalanceDeductionFailed;
import io.jumun.contracts.BalanceEvent.BalanceRefunded;
import io.jumun.contracts.CouponEvent.CouponRejected;
import io.jumun.contracts.CouponEvent.CouponUsed;
import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import io.jumun.contracts.StockEvent.StockReserved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happened elsewhere and what this service makes of it, through Kafka. */
class SagaReactionsTest extends BalanceServiceTest {

  private static final List<PricedLine> LINES =
      List.of(new PricedLine(7, 2, 300), new PricedLine(8, 1, 400));

  private final long orderId = newId();

  private static OrderCancelled cancelled(long orderId, long userId) {
    return new OrderCancelled(
        orderId, userId, CancelReason.DEADLINE_PASSED, Instant.parse("2026-11-22T10:00:00Z"));
  }

  private static CouponUsed couponUsed(long orderId, long userId, long discount) {
    return new CouponUsed(orderId, userId, 3, 33, LINES, 1_000, discount, 1_000 - discount);
  }

  /**
   * Once an order that is published now, on the same partition of stock.events, is decided, all
   * that was published before on it is handled.
   */
  private void awaitAllOfStockEvents(long onPartitionOf) {
    var marker = newId();
    topics.publishNextTo(onPartitionOf, reserved(marker, userWith(1), 1));
    awaitState(marker, "DEDUCTED");
  }

  private void awaitAllOfCouponEvents(long onPartitionOf) {
    var marker = newId();
    topics.publishNextTo(onPartitionOf, couponUsed(marker, userWith(1_000), 0));
    awaitState(marker, "DEDUCTED");
  }

  /** Cancels an order nobody heard of, behind the others. */
  private void awaitAllOfOrderEvents(long onPartitionOf) {
    var marker = newId();
    topics.publishNextTo(onPartitionOf, cancelled(marker, newId()));
    awaitState(marker, "FENCED");
  }

  @Test
  void deductsTheTotalOfAnOrderWithoutCoupon() {
    long userId = userWith(5_000);

    topics.publish(new StockReserved(orderId, userId, null, LINES, 1_000));

    awaitState(orderId, "DEDUCTED");
    assertThat(balance(userId)).isEqualTo(4_000);
    assertThat(ledgerOf(userId).getLast())
        .extracting(LedgerEntry::type, LedgerEntry::amount, LedgerEntry::orderId)
        .containsExactly(EntryType.DEDUCT, 1_000L, orderId);
    assertThatLedgerReplays(userId);
    assertThat(outcomesOf(orderId)).containsExactly("BalanceDeducted");
    assertThat(payloadOf(orderId, BalanceDeducted.class))
        .containsEntry("totalAmount", 1_000)
        .containsEntry("discountAmount", 0)
        .containsEntry("finalAmount", 1_000)
        .containsEntry("balanceAfter", 4_000)
        .containsEntry(
            "lines",
            List.of(
                Map.of("productId", 7, "quantity", 2, "unitPrice", 300),
                Map.of("productId", 8, "quantity", 1, "unitPrice", 400)))
        .doesNotContainKey("couponId");
  }

  @Test
  void deductsTheFinalAmountOfAnOrderWithCoupon() {
    long userId = userWith(5_000);

    topics.publish(couponUsed(orderId, userId, 100));

    awaitState(orderId, "DEDUCTED");
    assertThat(balance(userId)).isEqualTo(4_100);
    assertThat(payloadOf(orderId, BalanceDeducted.class))
        .containsEntry("couponId", 3)
        .containsEntry("totalAmount", 1_000)
        .containsEntry("discountAmount", 100)
        .containsEntry("finalAmount", 900)
        .containsEntry("balanceAfter", 4_100);
  }

  @Test
  void leavesAnOrderWithCouponToTheCouponService() {
    long userId = userWith(5_000);

    topics.publish(new StockReserved(orderId, userId, 3L, LINES, 1_000));

    awaitAllOfStockEvents(orderId);
    assertThat(stateOf(orderId)).isNull();
    assertThat(balance(userId)).isEqualTo(5_000);
    assertThat(outcomesOf(orderId)).isEmpty();
  }

  @Test
  void ignoresWhatConcernsOthers() {
    long userId = userWith(5_000);
    topics.publish(
        new OrderCreated(
            orderId,
            userId,
            List.of(new OrderLine(7, 1)),
            null,
            Instant.parse("2026-11-22T10:00:00Z")));
    topics.publish(new CouponRejected(orderId, 3, CouponRejected.Reason.EXPIRED));

    awaitAllOfOrderEvents(orderId);
    awaitAllOfCouponEvents(orderId);
    assertThat(stateOf(orderId)).isNull();
    assertThat(outcomesOf(orderId)).isEmpty();
  }

  @Test
  void deductsNothingButWritesItDownWhenTheCouponPaysAll() {
    long userId = userWith(5);

    topics.publish(couponUsed(orderId, userId, 1_000));

    awaitState(orderId, "DEDUCTED");
    assertThat(ledgerOf(userId).getLast().amount()).isZero();
    assertThat(outcomesOf(orderId)).containsExactly("BalanceDeducted");
    assertThatLedgerReplays(userId);
  }

  @Test
  void rejectsWhenTheBalanceIsShort() {
    long userId = userWith(999);

    topics.publish(new StockReserved(orderId, userId, null, LINES, 1_000));

    awaitState(orderId, "REJECTED");
    assertThat(balance(userId)).isEqualTo(999);
    assertThat(outcomesOf(orderId)).containsExactly("BalanceDeductionFailed");
    assertThat(payloadOf(orderId, BalanceDeductionFailed.class))
        .containsEntry("reason", "INSUFFICIENT_BALANCE");
  }

  @Test
  void rejectsWhenThereIsNoAccount() {
    long userId = newId();

    topics.publish(new StockReserved(orderId, userId, null, LINES, 1_000));

    awaitState(orderId, "REJECTED");
    assertThat(balances.balanceOf(userId)).isEmpty();
    assertThat(payloadOf(orderId, BalanceDeductionFailed.class))
        .containsEntry("reason", "NO_ACCOUNT");
  }

  @Test
  void deductsOnceForAnyNumberOfDuplicates() {
    long userId = userWith(5_000);
    var event = new StockReserved(orderId, userId, null, LINES, 1_000);
    topics.publishAll(List.of(event, event, event));
    awaitState(orderId, "DEDUCTED");

    topics.publish(event);

    awaitAllOfStockEvents(orderId);
    assertThat(balance(userId)).isEqualTo(4_000);
    assertThat(outcomesOf(orderId)).containsExactly("BalanceDeducted");
    assertThatLedgerReplays(userId);
  }

  @Test
  void neverDecidesARejectionAnew() {
    long userId = userWith(1);
    var event = new StockReserved(orderId, userId, null, LINES, 1_000);
    topics.publish(event);
    awaitState(orderId, "REJECTED");
    balances.charge(userId, 10_000, null);

    topics.publish(event);

    awaitAllOfStockEvents(orderId);
    assertThat(stateOf(orderId)).isEqualTo("REJECTED");
    assertThat(balance(userId)).isEqualTo(10_001);
    assertThat(outcomesOf(orderId)).containsExactly("BalanceDeductionFailed");
  }

  @Test
  void refundsACancelledOrderExactlyOnce() {
    long userId = userWith(5_000);
    topics.publish(new StockReserved(orderId, userId, null, LINES, 1_000));
    awaitState(orderId, "DEDUCTED");

    topics.publishAll(List.of(cancelled(orderId, userId), cancelled(orderId, userId)));
    awaitState(orderId, "REFUNDED");
    topics.publish(cancelled(orderId, userId));
    topics.publish(new StockReserved(orderId, userId, null, LINES, 1_000));

    awaitAllOfOrderEvents(orderId);
    awaitAllOfStockEvents(orderId);
    assertThat(stateOf(orderId)).isEqualTo("REFUNDED");
    assertThat(balance(userId)).isEqualTo(5_000);
    assertThat(ledgerOf(userId))
        .extracting(LedgerEntry::type)
        .containsExactly(EntryType.CHARGE, EntryType.DEDUCT, EntryType.REFUND);
    assertThat(outcomesOf(orderId)).containsExactly("BalanceDeducted", "BalanceRefunded");
    assertThat(payloadOf(orderId, BalanceRefunded.class))
        .containsEntry("userId", (int) userId)
        .containsEntry("amount", 1_000)
        .containsEntry("balanceAfter", 5_000);
    assertThatLedgerReplays(userId);
  }

  @Test
  void fencesAnOrderThatIsCancelledBeforeItsPayment() {
    long userId = userWith(5_000);
    topics.publish(cancelled(orderId, userId));
    awaitState(orderId, "FENCED");

    topics.publish(new StockReserved(orderId, userId, null, LINES, 1_000));
    topics.publish(cancelled(orderId, userId));

    awaitAllOfStockEvents(orderId);
    awaitAllOfOrderEvents(orderId);
    assertThat(stateOf(orderId)).isEqualTo("FENCED");
    assertThat(balance(userId)).isEqualTo(5_000);
    assertThat(outcomesOf(orderId)).isEmpty();
  }

  @Test
  void refundsNothingAfterARejection() {
    long userId = userWith(1);
    topics.publish(couponUsed(orderId, userId, 0));
    awaitState(orderId, "REJECTED");

    topics.publish(cancelled(orderId, userId));

    awaitAllOfOrderEvents(orderId);
    assertThat(stateOf(orderId)).isEqualTo("REJECTED");
    assertThat(balance(userId)).isEqualTo(1);
    assertThat(outcomesOf(orderId)).containsExactly("BalanceDeductionFailed");
  }

  @Test
  void endsTheSameWhicheverOfPaymentAndCancellationComesFirst() {
    long userId = userWith(100_000);
    for (int i = 0; i < 50; i++) {
      long order = newId();
      topics.publishAll(
          List.of(new StockReserved(order, userId, null, LINES, 1_000), cancelled(order, userId)));
      awaitEnd(order);
    }
    assertThat(balance(userId)).isEqualTo(100_000);
    assertThatLedgerReplays(userId);
  }

  private void awaitEnd(long order) {
    await().atMost(SOON).until(() -> !"DEDUCTED".equals(stateOf(order)) && stateOf(order) != null);
    assertThat(stateOf(order)).isIn("REFUNDED", "FENCED");
  }
}
