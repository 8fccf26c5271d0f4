package io.jumun.benchmarks.baseline.batched;

import io.jumun.benchmarks.baseline.Outcome;
import io.jumun.benchmarks.baseline.Refusal;
import io.jumun.contracts.PricedLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be written for one arrival. */
sealed interface Decision {

  Arrival arrival();

  Outcome outcome();

  /**
   * @param userCouponId the coupon that is used, if any
   * @param sequence of the entry in the ledger
   */
  record Paid(
      Arrival arrival,
      List<PricedLine> lines,
      @Nullable Long userCouponId,
      long total,
      long discount,
      long balanceAfter,
      long sequence)
      implements Decision {

    @Override
    public Outcome outcome() {
      return new Outcome.Paid(arrival.orderId(), total - discount);
    }
  }

  record Refused(Arrival arrival, Refusal reason) implements Decision {

    @Override
    public Outcome outcome() {
      return new Outcome.Refused(arrival.orderId(), reason);
    }
  }
}
