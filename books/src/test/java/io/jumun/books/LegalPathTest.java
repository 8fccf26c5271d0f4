package io.jumun.books;

import static io.jumun.books.EventKind.BALANCE_DEDUCTED;
import static io.jumun.books.EventKind.BALANCE_DEDUCTION_FAILED;
import static io.jumun.books.EventKind.BALANCE_REFUNDED;
import static io.jumun.books.EventKind.COUPON_REJECTED;
import static io.jumun.books.EventKind.COUPON_RESTORED;
import static io.jumun.books.EventKind.COUPON_USED;
import static io.jumun.books.EventKind.ORDER_CANCELLED;
import static io.jumun.books.EventKind.ORDER_CREATED;
import static io.jumun.books.EventKind.ORDER_PAID;
import static io.jumun.books.EventKind.STOCK_RELEASED;
import static io.jumun.books.EventKind.STOCK_RESERVATION_FAILED;
import static io.jumun.books.EventKind.STOCK_RESERVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.books.Events.Seen;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LegalPathTest {

  @Test
  void paid() {
    legal(null, ORDER_CREATED, STOCK_RESERVED, BALANCE_DEDUCTED, ORDER_PAID);
    legal(null, ORDER_CREATED, STOCK_RESERVED, COUPON_USED, BALANCE_DEDUCTED, ORDER_PAID);
  }

  @Test
  void cancelledForEachReason() {
    legal("OUT_OF_STOCK", ORDER_CREATED, STOCK_RESERVATION_FAILED, ORDER_CANCELLED);
    legal(
        "COUPON_INVALID",
        ORDER_CREATED,
        STOCK_RESERVED,
        COUPON_REJECTED,
        ORDER_CANCELLED,
        STOCK_RELEASED);
    legal(
        "INSUFFICIENT_BALANCE",
        ORDER_CREATED,
        STOCK_RESERVED,
        COUPON_USED,
        BALANCE_DEDUCTION_FAILED,
        ORDER_CANCELLED,
        COUPON_RESTORED,
        STOCK_RELEASED);
    legal("DEADLINE_PASSED", ORDER_CREATED, ORDER_CANCELLED);
    legal(
        "DEADLINE_PASSED",
        ORDER_CREATED,
        ORDER_CANCELLED,
        STOCK_RESERVED,
        BALANCE_DEDUCTED,
        BALANCE_REFUNDED,
        STOCK_RELEASED);
  }

  @Test
  void twice() {
    illegal("2 times CouponUsed", null, ORDER_CREATED, STOCK_RESERVED, COUPON_USED, COUPON_USED);
  }

  @Test
  void anEndAgainForWhoeverAsks() {
    var events =
        seen(null, ORDER_CREATED, STOCK_RESERVED, BALANCE_DEDUCTED, ORDER_PAID, ORDER_PAID);

    assertThat(LegalPath.faultOf(events, true)).isEmpty();
    assertThat(LegalPath.faultOf(events, false)).hasValue("2 times OrderPaid");
  }

  @Test
  void withoutWhatItNeeds() {
    illegal("OrderPaid without BalanceDeducted", null, ORDER_CREATED, STOCK_RESERVED, ORDER_PAID);
    illegal("CouponUsed without StockReserved", null, ORDER_CREATED, COUPON_USED);
    illegal("StockReserved without OrderCreated", null, STOCK_RESERVED);
    illegal("OrderCancelled without OrderCreated", "DEADLINE_PASSED", ORDER_CANCELLED);
    illegal(
        "StockReleased without OrderCancelled",
        null,
        ORDER_CREATED,
        STOCK_RESERVED,
        STOCK_RELEASED);
    illegal(
        "BalanceRefunded without BalanceDeducted",
        "DEADLINE_PASSED",
        ORDER_CREATED,
        ORDER_CANCELLED,
        BALANCE_REFUNDED);
  }

  @Test
  void whatExcludesEachOther() {
    illegal(
        "together",
        "DEADLINE_PASSED",
        ORDER_CREATED,
        STOCK_RESERVED,
        BALANCE_DEDUCTED,
        ORDER_PAID,
        ORDER_CANCELLED,
        BALANCE_REFUNDED,
        STOCK_RELEASED);
    illegal("together", null, ORDER_CREATED, STOCK_RESERVED, STOCK_RESERVATION_FAILED);
  }

  @Test
  void cancelledAndNotUndone() {
    illegal(
        "StockReserved never undone",
        "DEADLINE_PASSED",
        ORDER_CREATED,
        STOCK_RESERVED,
        ORDER_CANCELLED);
  }

  @Test
  void cancelledAndToldAgainToWhoDeductedLate() {
    legal(
        "DEADLINE_PASSED",
        ORDER_CREATED,
        STOCK_RESERVED,
        ORDER_CANCELLED,
        BALANCE_DEDUCTED,
        ORDER_CANCELLED,
        ORDER_CANCELLED,
        BALANCE_REFUNDED,
        STOCK_RELEASED);
    illegal(
        "2 times OrderCancelled",
        "DEADLINE_PASSED",
        ORDER_CREATED,
        STOCK_RESERVED,
        ORDER_CANCELLED,
        ORDER_CANCELLED,
        STOCK_RELEASED);
  }

  @Test
  void cancelledForNoCause() {
    illegal(
        "cancelled for OUT_OF_STOCK without StockReservationFailed",
        "OUT_OF_STOCK",
        ORDER_CREATED,
        ORDER_CANCELLED);
  }

  @Test
  void undoneFirst() {
    illegal(
        "StockReleased before StockReserved",
        "DEADLINE_PASSED",
        ORDER_CREATED,
        STOCK_RELEASED,
        STOCK_RESERVED,
        ORDER_CANCELLED);
  }

  private static void legal(@Nullable String reason, EventKind... kinds) {
    assertThat(fault(reason, kinds)).isEmpty();
  }

  private static void illegal(String fault, @Nullable String reason, EventKind... kinds) {
    assertThat(fault(reason, kinds)).hasValueSatisfying(f -> assertThat(f).contains(fault));
  }

  private static Optional<String> fault(@Nullable String reason, EventKind... kinds) {
    return LegalPath.faultOf(seen(reason, kinds), false);
  }

  private static List<Seen> seen(@Nullable String reason, EventKind... kinds) {
    return Stream.of(kinds).map(kind -> new Seen(kind, null, reason)).toList();
  }
}
