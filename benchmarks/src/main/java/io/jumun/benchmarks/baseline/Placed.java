package io.jumun.benchmarks.baseline;

/** What became of a request. */
public sealed interface Placed {

  /**
   * @param replayed an earlier request with the same key has led to it
   */
  record Ended(Outcome outcome, boolean replayed) implements Placed {}

  /** The key stands for another order. */
  record KeyReused() implements Placed {}

  static Placed of(Outcome outcome) {
    return new Ended(outcome, false);
  }
}
