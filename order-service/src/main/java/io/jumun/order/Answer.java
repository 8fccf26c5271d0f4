package io.jumun.order;

/** How a request to place an order is answered. */
public sealed interface Answer {

  /**
   * The order has ended.
   *
   * @param replayed whether an earlier request with the same key had placed it
   */
  record Ended(Outcome outcome, boolean replayed) implements Answer {}

  /** The order is stored, and the client did not want to wait for its end. */
  record Accepted(long orderId, boolean replayed) implements Answer {}

  /**
   * Nobody could find out in time whether or how the order ended; it must not be said to be undone.
   */
  record OutcomeUnknown(long orderId) implements Answer {}

  /** The key stands for another order. Nothing was stored. */
  record KeyReused() implements Answer {}

  /** The user has as many open orders as one may have. Nothing was stored. */
  record TooManyOfUser() implements Answer {}

  /** Certainly nothing was stored. */
  record NotStored() implements Answer {}

  /** This replica has as many open requests as it may have. Nothing was done. */
  record TooManyOpen() implements Answer {}
}
