package io.jumun.balance;

/** How a charge ended. */
public sealed interface ChargeOutcome {

  /**
   * The balance was lifted, now or by an earlier request with the same key.
   *
   * @param balance right after the charge
   * @param replayed whether this is the answer of the earlier request
   */
  record Charged(long balance, boolean replayed) implements ChargeOutcome {}

  /** Nothing was charged: the key stands for a charge of another amount. */
  record KeyReused() implements ChargeOutcome {}

  /** Nothing was charged: the balance would be too high. */
  record LimitExceeded() implements ChargeOutcome {}
}
