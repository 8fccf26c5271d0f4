package io.jumun.simulation;

import io.jumun.contracts.BalanceEvent.BalanceOutcomeRequested;
import io.jumun.contracts.CouponEvent.CouponOutcomeRequested;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.StockEvent.StockOutcomeRequested;

/** What participants ask about orders that were stated to have ended. */
public final class Questions {

  private Questions() {}

  public static boolean isOne(SagaEvent event) {
    return event instanceof StockOutcomeRequested
        || event instanceof CouponOutcomeRequested
        || event instanceof BalanceOutcomeRequested;
  }
}
