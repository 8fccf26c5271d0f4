package io.jumun.benchmarks.baseline.single;

import io.jumun.benchmarks.baseline.Refusal;

/**
 * An order is refused after something was changed for it: the transaction has to be rolled back.
 */
@SuppressWarnings("serial") // never serialized
final class Declined extends RuntimeException {

  private final Refusal reason;

  Declined(Refusal reason) {
    super(reason.name(), null, false, false); // an answer, not a fault: nobody reads its stack
    this.reason = reason;
  }

  Refusal reason() {
    return reason;
  }
}
