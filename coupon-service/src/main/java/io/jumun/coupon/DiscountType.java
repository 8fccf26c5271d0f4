package io.jumun.coupon;

/** What a campaign's discount value means. */
public enum DiscountType {
  /** Minor units taken off. */
  AMOUNT,
  /** Percent of the total taken off, rounded down. */
  RATE
}
