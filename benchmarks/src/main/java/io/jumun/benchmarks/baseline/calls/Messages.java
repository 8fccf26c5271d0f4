package io.jumun.benchmarks.baseline.calls;

import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import java.util.List;

/** What the services say to each other. A refusal is a 409 without a body. */
final class Messages {

  private Messages() {}

  record Reserve(long orderId, long userId, List<OrderLine> lines) {}

  record Reserved(List<PricedLine> lines) {}

  record UseCoupon(long orderId, long userId, long couponId, long total) {}

  record Discount(long amount) {}

  record Deduct(long orderId, long userId, long amount) {}

  record Done(long orderId) {}
}
