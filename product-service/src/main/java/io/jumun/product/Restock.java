package io.jumun.product;

/** How a restock ended. */
public sealed interface Restock {

  /**
   * @param product with its new stock
   */
  record Done(Product product) implements Restock {}

  /** Nothing was added. */
  enum Refused implements Restock {
    UNKNOWN_PRODUCT,
    LIMIT_EXCEEDED
  }
}
