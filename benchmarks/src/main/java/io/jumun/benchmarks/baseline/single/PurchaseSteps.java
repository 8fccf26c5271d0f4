package io.jumun.benchmarks.baseline.single;

import io.jumun.benchmarks.baseline.Outcome;
import io.jumun.benchmarks.baseline.Purchase;

/** All that is done for an order, within one transaction. */
interface PurchaseSteps {

  /**
   * @throws Declined when the transaction must be rolled back, and the order be stored as refused
   */
  Outcome buy(long orderId, Purchase purchase);
}
