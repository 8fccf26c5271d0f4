package io.jumun.order.reconciliation;

/** A walk over all orders in the order of their ids; each has a durable cursor of its own. */
enum Pass {
  /** Soon after orders have ended. */
  FIRST,
  /** Much later, for what came to be behind the first. */
  AGAIN
}
