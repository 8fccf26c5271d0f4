package io.jumun.books;

import io.jumun.books.ClientAction.OrderAttempt;
import java.util.Map;
import java.util.Objects;

/**
 * 200 means paid with that amount, a rejection means cancelled for that reason, 202 means stored.
 */
final class AnswersAreTrue implements Rule {

  @Override
  public String name() {
    return "what clients were told is true";
  }

  private static final Map<String, String> REASONS =
      Map.of(
          "PRODUCT_OUT_OF_STOCK", "OUT_OF_STOCK",
          "COUPON_INVALID", "COUPON_INVALID",
          "INSUFFICIENT_BALANCE", "INSUFFICIENT_BALANCE",
          "INTERNAL_SERVER_ERROR", "DEADLINE_PASSED");

  @Override
  public void judge(World world, Findings findings) {
    for (var attempt : world.clients().orderAttempts()) {
      var told = attempt.outcome();
      var id = told.order();
      if (id == null || told instanceof OrderOutcome.Unknown) {
        continue;
      }
      var order = world.orders().get(id);
      if (order == null || !isOf(attempt, order) || !isTrue(told, order)) {
        findings.add("user %d was told %s; it is %s", attempt.userId(), told, order);
      }
    }
  }

  private static boolean isOf(OrderAttempt attempt, Order order) {
    return attempt.userId() == order.user()
        && Objects.equals(attempt.couponId(), order.coupon())
        && attempt.lines().equals(Order.quantities(order.lines()));
  }

  private static boolean isTrue(OrderOutcome told, Order order) {
    return switch (told) {
      case OrderOutcome.Paid(_, long amount) -> order.isPaid() && order.paidAmount() == amount;
      case OrderOutcome.Rejected(_, var code, _) ->
          order.isCancelled() && Objects.equals(REASONS.get(code), order.reason());
      case OrderOutcome.Accepted _, OrderOutcome.Unknown _ -> true;
    };
  }
}
