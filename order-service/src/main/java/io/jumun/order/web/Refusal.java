package io.jumun.order.web;

import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.http.Envelope;
import io.jumun.http.ErrorCodes;
import org.springframework.http.HttpStatus;

/** How a client is told that an order was cancelled. */
enum Refusal {
  PRODUCT_OUT_OF_STOCK(HttpStatus.CONFLICT, "재고가 부족하거나 유효하지 않은 상품이 있습니다."),
  COUPON_INVALID(HttpStatus.BAD_REQUEST, "유효하지 않거나 사용할 수 없는 쿠폰입니다."),
  INSUFFICIENT_BALANCE(HttpStatus.PAYMENT_REQUIRED, "잔액이 부족합니다."),
  INTERNAL_SERVER_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, ErrorCodes.INTERNAL_SERVER_ERROR_MESSAGE);

  private final HttpStatus status;
  private final String message;

  Refusal(HttpStatus status, String message) {
    this.status = status;
    this.message = message;
  }

  static Refusal of(CancelReason reason) {
    return switch (reason) {
      case OUT_OF_STOCK -> PRODUCT_OUT_OF_STOCK;
      case COUPON_INVALID -> COUPON_INVALID;
      case INSUFFICIENT_BALANCE -> INSUFFICIENT_BALANCE;
      case DEADLINE_PASSED, UNKNOWN_ORDER -> INTERNAL_SERVER_ERROR;
    };
  }

  HttpStatus status() {
    return status;
  }

  Envelope<Void> body() {
    return Envelope.fail(name(), message);
  }
}
