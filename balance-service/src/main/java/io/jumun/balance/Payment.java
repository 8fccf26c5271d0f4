package io.jumun.balance;

import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.BalanceEvent.BalanceDeductionFailed;
import io.jumun.contracts.BalanceEvent.BalanceDeductionFailed.Reason;
import io.jumun.contracts.PricedLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order to be paid, with all that later steps need to know of it.
 *
 * @param finalAmount what the user pays: total less discount
 */
public record Payment(
    long orderId,
    long userId,
    @Nullable Long couponId,
    List<PricedLine> lines,
    long totalAmount,
    long discountAmount,
    long finalAmount)
    implements Instruction {

  /**
   * @throws IllegalArgumentException when the amounts contradict each other: better no payment than
   *     a wrong one
   */
  public Payment {
    if (finalAmount < 0 || finalAmount != totalAmount - discountAmount) {
      throw new IllegalArgumentException(
          "Order %d: %d less %d is not %d"
              .formatted(orderId, totalAmount, discountAmount, finalAmount));
    }
  }

  BalanceDeducted deducted(long balanceAfter) {
    return new BalanceDeducted(
        orderId, userId, couponId, lines, totalAmount, discountAmount, finalAmount, balanceAfter);
  }

  BalanceDeductionFailed failed(Reason reason) {
    return new BalanceDeductionFailed(orderId, userId, reason);
  }
}
