package io.jumun.order;

import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.OrderEvent.CancelReason;

/** What an event of another service asks of an order that is still PENDING. */
public sealed interface Decision {

  long orderId();

  /** To become PAID, with the amounts and prices of the payment. */
  record Pay(BalanceDeducted payment) implements Decision {

    @Override
    public long orderId() {
      return payment.orderId();
    }
  }

  /** To become CANCELLED. */
  record Cancel(long orderId, CancelReason reason) implements Decision {}
}
