package io.jumun.benchmarks.load;

import java.util.Locale;

/** What clients ask for. */
public enum Workload {
  /** Any products, users who can pay, 1 to 3 lines, a third with a coupon. */
  UNIFORM,
  /** The same with one product in every order. */
  HOT,
  /** A third fails: out of stock, coupon, balance. */
  REJECTIONS,
  /** Coupons first come first served: campaigns for half of those who ask. */
  COUPONS;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
