package io.jumun.access;

/** What a token can be good for. */
public final class Scopes {

  /** A customer: to order, and to see one's own orders, balance and coupons. */
  public static final String ORDERS = "orders";

  /** The shop's staff: products, stock, coupons and charges. */
  public static final String SHOP_ADMIN = "shop:admin";

  /** Operators: what was set aside, and its replay. */
  public static final String DEAD_LETTERS = "dead-letters";

  /** Monitoring: everything on the management port. */
  public static final String METRICS = "metrics";

  private Scopes() {}
}
