package io.jumun.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Published by balance-service on {@link Topics#BALANCE_EVENTS}. */
public sealed interface BalanceEvent extends SagaEvent {

  /**
   * The user has paid. order-service reacts: PENDING becomes PAID. Carries everything the order
   * needs to store and publish, so that nobody waits for a second topic.
   *
   * @param balanceAfter what the account held right after this deduction
   */
  record BalanceDeducted(
      long orderId,
      long userId,
      @Nullable Long couponId,
      List<PricedLine> lines,
      long totalAmount,
      long discountAmount,
      long finalAmount,
      long balanceAfter)
      implements BalanceEvent {

    public BalanceDeducted {
      Require.id(orderId, "orderId");
      Require.id(userId, "userId");
      lines = Require.lines(lines);
      Require.amount(totalAmount, "totalAmount");
      Require.amount(discountAmount, "discountAmount");
      Require.amount(finalAmount, "finalAmount");
      Require.amount(balanceAfter, "balanceAfter");
    }
  }

  /** Nothing was deducted. */
  record BalanceDeductionFailed(long orderId, long userId, @Nullable Reason reason)
      implements BalanceEvent {

    public BalanceDeductionFailed {
      Require.id(orderId, "orderId");
      Require.id(userId, "userId");
    }

    /** Why nothing was deducted. */
    public enum Reason {
      INSUFFICIENT_BALANCE,
      NO_ACCOUNT
    }
  }

  /**
   * The order was stated to have ended unpaid, and its amount is still deducted. order-service
   * answers with the order's end.
   */
  record BalanceOutcomeRequested(long orderId, long userId) implements BalanceEvent {

    public BalanceOutcomeRequested {
      Require.id(orderId, "orderId");
      Require.id(userId, "userId");
    }
  }

  /** A deduction was paid back in full. */
  record BalanceRefunded(long orderId, long userId, long amount, long balanceAfter)
      implements BalanceEvent {

    public BalanceRefunded {
      Require.id(orderId, "orderId");
      Require.id(userId, "userId");
      Require.amount(amount, "amount");
      Require.amount(balanceAfter, "balanceAfter");
    }
  }
}
