package io.jumun.simulation;

import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.PricedLine;
import io.jumun.contracts.SagaEvent;
import io.jumun.simulation.Shop.Wish;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What has to hold of each order once everything has come to rest. */
final class Invariants {

  private final World world;

  private Invariants(World world) {
    this.world = world;
  }

  static void check(World world) {
    var invariants = new Invariants(world);
    world.shop().wishes().forEach(invariants::check);
    Books.check(world);
    invariants.checkThatAmpleShopsSell();
  }

  private void check(Wish wish) {
    boolean paid = world.orders().isPaid(wish.orderId());
    Violation.unless(paid || world.orders().isCancelled(wish.orderId()), "every order ends", wish);
    checkEnding(wish, paid);
    checkSteps(wish, paid);
    checkAnnouncements(wish, paid);
  }

  /**
   * One end is published, and it is the one that is stored. Who asks is told the same end again.
   */
  private void checkEnding(Wish wish, boolean paid) {
    var all = told(world.orders().database(), wish);
    boolean asked = world.settlement().isAskedAbout(wish.orderId());
    var told = asked ? all.stream().distinct().toList() : all;
    if (told.size() < all.size()) {
      world.facts().count(paid ? Fact.PAYMENT_TOLD_AGAIN : Fact.CANCEL_TOLD_AGAIN);
    }
    Violation.unless(
        told.size() == 2 && told.getFirst() instanceof OrderCreated,
        "one beginning, one end",
        told);
    switch ((OrderEvent) told.getLast()) {
      case OrderPaid e -> {
        Violation.unless(paid, "what is told is what is stored", told);
        checkPayment(wish, e);
      }
      case OrderCancelled e -> {
        Violation.unless(!paid, "what is told is what is stored", told);
        checkReason(wish, e);
      }
      case OrderCreated e -> throw new Violation("one beginning, one end", e);
    }
  }

  private void checkPayment(Wish wish, OrderPaid paid) {
    Violation.unless(
        paid.lines().equals(world.shop().priced(wish)), "lines are as ordered, priced", paid);
    long total = paid.lines().stream().mapToLong(PricedLine::amount).sum();
    long discount = world.shop().discountOn(wish, total);
    Violation.unless(
        paid.totalAmount() == total
            && paid.discountAmount() == discount
            && paid.finalAmount() == total - discount,
        "amounts add up",
        paid);
    Violation.unless(
        paid.finalAmount() == world.balances().amountOf(wish.orderId()),
        "the order says what the account says",
        paid);
    Violation.unless(paid.paidAt().isBefore(deadline(wish)), "no payment after the deadline", paid);
  }

  private void checkReason(Wish wish, OrderCancelled cancelled) {
    var reason = Objects.requireNonNull(cancelled.reason());
    boolean justified =
        switch (reason) {
          case OUT_OF_STOCK -> world.products().step(wish.orderId()) == StepView.REJECTED;
          case COUPON_INVALID -> world.coupons().step(wish.orderId()) == StepView.REJECTED;
          case INSUFFICIENT_BALANCE -> world.balances().step(wish.orderId()) == StepView.REJECTED;
          case DEADLINE_PASSED -> !cancelled.cancelledAt().isBefore(deadline(wish));
          case UNKNOWN_ORDER -> false;
        };
    Violation.unless(justified, "no order is cancelled without its reason", cancelled);
  }

  private Instant deadline(Wish wish) {
    return Objects.requireNonNull(world.orders().deadlineOf(wish.orderId()));
  }

  /** Participants hold something for an order exactly if it is paid. */
  private void checkSteps(Wish wish, boolean paid) {
    var order = wish.orderId();
    checkStep("stock", world.products().step(order), paid, wish);
    checkStep("balance", world.balances().step(order), paid, wish);
    if (paid && wish.couponId() == null) {
      Violation.unless(
          world.coupons().step(order) == StepView.NONE, "no coupon, no coupon step", wish);
    } else {
      checkStep("coupon", world.coupons().step(order), paid, wish);
    }
  }

  private void checkStep(String what, StepView step, boolean paid, Wish wish) {
    boolean fits =
        switch (step) {
          case DONE -> paid;
          case REJECTED, FENCED, UNDONE -> !paid;
          // Who did nothing has nothing to ask about.
          case NONE -> !paid && world.isLostOf(wish.orderId());
        };
    Violation.unless(fits, what + " is held exactly for paid orders", step + " for " + wish);
  }

  /** Each participant told once what it did, and once that it undid it, questions aside. */
  private void checkAnnouncements(Wish wish, boolean paid) {
    checkTold(world.products().step(wish.orderId()), world.products().database(), wish);
    checkTold(world.coupons().step(wish.orderId()), world.coupons().database(), wish);
    checkTold(world.balances().step(wish.orderId()), world.balances().database(), wish);
    Violation.unless(
        !paid || told(world.balances().database(), wish).size() == 1, "paid once", wish);
  }

  private static void checkTold(StepView step, Database database, Wish wish) {
    var told = told(database, wish);
    int expected =
        switch (step) {
          case NONE, FENCED -> 0;
          case DONE, REJECTED -> 1;
          case UNDONE -> 2;
        };
    Violation.unless(told.size() == expected, "a step is told of once", step + " told as " + told);
  }

  private static List<SagaEvent> told(Database database, Wish wish) {
    return database.outbox().stream()
        .filter(e -> e.orderId() == wish.orderId() && !Questions.isOne(e))
        .toList();
  }

  /** No order fails without a cause. */
  private void checkThatAmpleShopsSell() {
    if (!world.shop().ample() || world.deadlinePassed()) {
      return;
    }
    for (var wish : world.shop().wishes()) {
      Violation.unless(
          world.orders().isPaid(wish.orderId()), "what can be paid in time is paid", wish);
    }
    world.facts().count(Fact.ALL_PAID_AS_THEY_MUST);
  }
}
