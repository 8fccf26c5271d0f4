package io.jumun.benchmarks.baseline;

/** Why an order was refused; stock beats coupon beats balance. */
public enum Refusal {
  OUT_OF_STOCK,
  COUPON_INVALID,
  INSUFFICIENT_BALANCE
}
