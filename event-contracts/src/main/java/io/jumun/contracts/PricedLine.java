package io.jumun.contracts;

/**
 * What was ordered, at the price the product had when it was reserved.
 *
 * @param unitPrice in minor units
 */
public record PricedLine(long productId, long quantity, long unitPrice) {

  public PricedLine {
    Require.id(productId, "productId");
    Require.quantity(quantity);
    Require.amount(unitPrice, "unitPrice");
  }

  /**
   * @throws ArithmeticException when the amount does not fit a {@code long}
   */
  public long amount() {
    return Math.multiplyExact(quantity, unitPrice);
  }
}
