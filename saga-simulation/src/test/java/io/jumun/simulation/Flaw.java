package io.jumun.simulation;

/**
 * A way to build the saga's surroundings wrong. The simulation has to notice each of them; a
 * checker that does not is blind.
 */
public enum Flaw {
  NONE,
  /** No participant stores its step row. */
  FORGETS_STEPS,
  /** A cancel that comes first leaves no trace. */
  FORGETS_FENCES,
  /** Rows are read without waiting for those who change them. */
  LOCKS_NOTHING,
  /** Two transactions may insert the same step; the second one wins. */
  HAS_NO_UNIQUE_KEYS,
  /** Events leave although their transaction is rolled back. */
  PUBLISHES_WHAT_IS_ROLLED_BACK,
  /** Offsets are committed before the transaction is. */
  COMMITS_OFFSETS_FIRST,
  /** A batch that failed on a key taken by another is not delivered again. */
  SKIPS_FAILED_BATCHES,
  /** The relay acknowledges rows before the broker has them. */
  ACKNOWLEDGES_BEFORE_SENDING,
  /** An order that is committed but not visible yet is taken for one that does not exist. */
  DROPS_UNSEEN_ORDERS,
  /** coupon-service never hears of a cancel. */
  LOSES_CANCELS,
  /** order-service does not answer who asks for the end of an order. */
  LEAVES_QUESTIONS_OPEN
}
