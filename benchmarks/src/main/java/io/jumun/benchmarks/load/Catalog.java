package io.jumun.benchmarks.load;

/** What every system is filled with, and what can therefore be expected of it. */
public final class Catalog {

  public static final int PRODUCTS = 10_000;

  /** With ids behind those of the products that can be ordered. */
  public static final int SOLD_OUT_PRODUCTS = 100;

  public static final int USERS = 100_000;

  /** With ids behind those of the users who can pay. */
  public static final int POOR_USERS = 10_000;

  public static final long STOCK = 1_000_000_000_000L;
  public static final long BALANCE = 1_000_000_000_000L;

  /** Of every campaign. */
  public static final int DISCOUNT_PERCENT = 10;

  public static final long MAX_DISCOUNT = 3_000;

  /** The same in SQL, with the id in the place of {@code %s}. */
  public static final String PRICE_SQL = "(1000 + (%s) * 37 %% 9000)";

  /**
   * A product that a flash sale is about. Rows are locked in the order of ids, so one in the middle
   * is as often the first that an order locks, and holds, as it is the last.
   */
  public static final long HOT_PRODUCT = PRODUCTS / 2;

  /** A campaign that does not exist. */
  public static final long NO_CAMPAIGN = 999_999_999;

  private Catalog() {}

  public static long price(long productId) {
    return 1_000 + productId * 37 % 9_000;
  }

  static long discount(long total) {
    return Math.min(MAX_DISCOUNT, total * DISCOUNT_PERCENT / 100);
  }
}
