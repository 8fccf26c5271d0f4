package io.jumun.simulation;

import io.jumun.balance.EntryType;
import io.jumun.balance.LedgerEntry;
import io.jumun.contracts.OrderLine;
import io.jumun.simulation.Shop.Goods;
import io.jumun.simulation.Shop.User;
import io.jumun.simulation.Shop.Wish;
import java.util.List;

/** What has to add up over all orders: stock, money and coupons. */
final class Books {

  private final World world;

  private Books(World world) {
    this.world = world;
  }

  static void check(World world) {
    var books = new Books(world);
    world.shop().goods().forEach(books::checkStock);
    world.shop().users().forEach(books::checkMoney);
    books.checkCoupons();
  }

  private List<Wish> paid() {
    return world.shop().wishes().stream()
        .filter(wish -> world.orders().isPaid(wish.orderId()))
        .toList();
  }

  private void checkStock(Goods goods) {
    long sold =
        paid().stream()
            .flatMap(wish -> wish.lines().stream())
            .filter(line -> line.productId() == goods.productId())
            .mapToLong(OrderLine::quantity)
            .sum();
    long left = world.products().stockOf(goods.productId());
    Violation.unless(
        left == goods.stock() - sold,
        "stock is what was supplied less what was sold",
        goods + " has " + left);
  }

  private void checkMoney(User user) {
    long spent =
        paid().stream()
            .filter(wish -> wish.userId() == user.userId())
            .mapToLong(wish -> world.shop().amountOf(wish))
            .sum();
    long balance = world.balances().balanceOf(user.userId());
    Violation.unless(
        balance == user.charged() - spent,
        "a balance is what was charged less what was paid",
        user + " has " + balance);
    checkLedger(user, world.balances().entriesOf(user.userId()), balance);
  }

  private static void checkLedger(User user, List<LedgerEntry> entries, long balance) {
    long sum = 0;
    long sequence = 0;
    for (var entry : entries) {
      sequence++;
      sum += entry.type() == EntryType.DEDUCT ? -entry.amount() : entry.amount();
      Violation.unless(
          entry.sequence() == sequence && entry.balanceAfter() == sum,
          "the ledger replays",
          entries);
    }
    Violation.unless(sum == balance, "the ledger explains the balance", user);
  }

  private void checkCoupons() {
    var expected =
        paid().stream()
            .filter(wish -> wish.couponId() != null)
            .map(Wish::orderId)
            .sorted()
            .toList();
    var spent = world.coupons().spentOn().stream().sorted().toList();
    Violation.unless(
        expected.equals(spent),
        "each coupon is spent on one paid order",
        spent + " not " + expected);
    for (var wish : paid()) {
      var coupon = wish.couponId();
      if (coupon != null) {
        var order = world.coupons().spentOn(coupon, wish.userId());
        Violation.unless(
            order != null && order == wish.orderId(), "the user's own coupon is spent", wish);
      }
    }
  }
}
