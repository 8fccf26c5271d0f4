package io.jumun.books;

import io.jumun.books.Money.Step;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * Exactly the order's amount is deducted for a paid order; for a cancelled one nothing, or it is
 * refunded.
 */
final class MoneyAgreesWithOrders implements Rule {

  @Override
  public String name() {
    return "money is taken for paid orders and for no other";
  }

  @Override
  public void judge(World world, Findings findings) {
    var net = new HashMap<Long, Long>();
    for (var entry : world.money().ledger()) {
      var order = entry.order();
      if (order != null) {
        net.merge(order, entry.change(), Math::addExact);
        check(world, order, entry.user(), entry, findings);
      }
    }
    var steps = world.money().steps();
    steps.forEach((order, step) -> check(world, order, step.user(), step, findings));
    for (var order : world.orders().values()) {
      var step = steps.get(order.id());
      long change = net.getOrDefault(order.id(), 0L);
      if (order.isPaid() && !isTaken(order, step, change)) {
        findings.add("%s, but balance-service has %s, ledger %d", order, step, change);
      } else if (order.isCancelled() && (change != 0 || isDeducted(step))) {
        findings.add("%s, but balance-service has %s, ledger %d", order, step, change);
      }
    }
  }

  private static void check(World world, long id, long user, Record row, Findings findings) {
    var order = world.orders().get(id);
    if (order == null ? !world.knows(id) : !isOf(user, order, row)) {
      findings.add("%s is for order %d, which is %s", row, id, order == null ? "unknown" : order);
    }
  }

  /** A step that was refused before it was known whose it is belongs to nobody. */
  private static boolean isOf(long user, Order order, Record row) {
    return user == order.user() || (row instanceof Step s && s.state().equals("FENCED"));
  }

  private static boolean isTaken(Order order, @Nullable Step step, long change) {
    return step != null
        && isDeducted(step)
        && step.amount() == order.paidAmount()
        && change == -order.paidAmount();
  }

  private static boolean isDeducted(@Nullable Step step) {
    return step != null && step.state().equals("DEDUCTED");
  }
}
