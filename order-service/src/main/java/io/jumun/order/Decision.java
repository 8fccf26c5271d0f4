package io.jumun.order;

import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.OrderEvent.CancelReason;
import org.jspecify.annotations.Nullable;

/** What an event of another service asks of an order. */
public sealed interface Decision {

  long orderId();

  /** If it is PENDING, to become PAID, with the amounts and prices of the payment. */
  record Pay(BalanceDeducted payment) implements Decision {

    @Override
    public long orderId() {
      return payment.orderId();
    }
  }

  /** If it is PENDING, to become CANCELLED. */
  record Cancel(long orderId, CancelReason reason) implements Decision {}

  /**
   * To tell its end again, to somebody who seems to have missed it.
   *
   * @param userId who ordered, as far as the one who asks knows
   */
  record TellEnd(long orderId, @Nullable Long userId) implements Decision {}
}
