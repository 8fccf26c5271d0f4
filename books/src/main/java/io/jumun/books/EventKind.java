package io.jumun.books;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The events that make up an order's path. Others may travel along and are not judged. */
enum EventKind {
  ORDER_CREATED("OrderCreated"),
  ORDER_PAID("OrderPaid"),
  ORDER_CANCELLED("OrderCancelled"),
  STOCK_RESERVED("StockReserved"),
  STOCK_RESERVATION_FAILED("StockReservationFailed"),
  STOCK_RELEASED("StockReleased"),
  COUPON_USED("CouponUsed"),
  COUPON_REJECTED("CouponRejected"),
  COUPON_RESTORED("CouponRestored"),
  BALANCE_DEDUCTED("BalanceDeducted"),
  BALANCE_DEDUCTION_FAILED("BalanceDeductionFailed"),
  BALANCE_REFUNDED("BalanceRefunded");

  private static final Map<String, EventKind> BY_TYPE =
      Arrays.stream(values()).collect(Collectors.toMap(EventKind::type, Function.identity()));

  private final String label;

  EventKind(String label) {
    this.label = label;
  }

  /** Its {@code ce_type}. */
  String type() {
    return "io.jumun." + label + ".v1";
  }

  static Optional<EventKind> of(@Nullable String type) {
    return type == null ? Optional.empty() : Optional.ofNullable(BY_TYPE.get(type));
  }

  @Override
  public String toString() {
    return label;
  }
}
