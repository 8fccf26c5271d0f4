package io.jumun.books;

import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** No money is lost, and none is made. */
final class BalancesAreChargesLessPayments implements Rule {

  @Override
  public String name() {
    return "a balance is its charges less the paid orders";
  }

  @Override
  public void judge(World world, Findings findings) {
    var expected = new HashMap<Long, Long>();
    for (var entry : world.money().ledger()) {
      if (entry.type().equals("CHARGE")) {
        expected.merge(entry.user(), entry.amount(), Math::addExact);
      }
    }
    for (var order : world.orders().values()) {
      if (order.paidAmount() != 0) {
        expected.merge(order.user(), -order.paidAmount(), Math::addExact);
      }
    }
    var accounts = world.money().accounts();
    accounts.forEach(
        (user, account) -> compare(user, account.balance(), expected.remove(user), findings));
    expected.forEach(
        (user, balance) -> findings.add("user %d should have %d, has no account", user, balance));
  }

  private static void compare(long user, long balance, @Nullable Long expected, Findings findings) {
    long due = expected == null ? 0 : expected;
    if (balance != due || balance < 0) {
      findings.add("user %d has %d instead of %d", user, balance, due);
    }
  }
}
