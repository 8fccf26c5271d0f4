package io.jumun.order;

/** What became of the attempt to store an order. */
sealed interface Placement {

  /** Stored under this id, for this request. */
  record Stored(long orderId) implements Placement {}

  /** An earlier request with the same key and the same content has this order. */
  record Joined(long orderId) implements Placement {}

  /** An earlier request used the key for something else. Nothing was stored. */
  record KeyReused() implements Placement {}

  /** The user has as many open orders as one may have. Nothing was stored. */
  record TooManyOfUser() implements Placement {}

  /** Certainly nothing was stored. */
  record NotStored() implements Placement {}

  /** A commit was sent, and nobody could say what became of it. */
  record Unknown(long orderId) implements Placement {}
}
