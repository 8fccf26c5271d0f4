package io.jumun.contracts;

/** What was ordered, before anybody put a price on it. */
public record OrderLine(long productId, long quantity) {

  public OrderLine {
    Require.id(productId, "productId");
    Require.quantity(quantity);
  }
}
