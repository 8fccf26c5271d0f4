package io.jumun.benchmarks.baseline.single;

import io.jumun.benchmarks.baseline.Outcome;
import io.jumun.benchmarks.baseline.Purchase;
import io.jumun.benchmarks.baseline.Refusal;
import io.jumun.benchmarks.baseline.jpa.Accounts;
import io.jumun.benchmarks.baseline.jpa.Coupons;
import io.jumun.benchmarks.baseline.jpa.OrderBook;
import io.jumun.benchmarks.baseline.jpa.Stock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Row locks: everything is locked, then decided, then changed. Nothing is ever rolled back. */
@Component
class LockingSteps implements PurchaseSteps {

  private final Stock stock;
  private final Coupons coupons;
  private final Accounts accounts;
  private final OrderBook orders;

  LockingSteps(Stock stock, Coupons coupons, Accounts accounts, OrderBook orders) {
    this.stock = stock;
    this.coupons = coupons;
    this.accounts = accounts;
    this.orders = orders;
  }

  @Override
  public Outcome buy(long orderId, Purchase purchase) {
    var now = Instant.now();
    var reserved = stock.lock(purchase.lines());
    if (reserved.isEmpty()) {
      return orders.refused(orderId, purchase, Refusal.OUT_OF_STOCK, now);
    }
    long total = OrderBook.total(reserved.get().lines());
    var couponId = purchase.couponId();
    Optional<Coupons.Locked> coupon =
        couponId == null ? Optional.empty() : coupons.lock(couponId, purchase.userId(), total, now);
    if (couponId != null && coupon.isEmpty()) {
      return orders.refused(orderId, purchase, Refusal.COUPON_INVALID, now);
    }
    long discount = coupon.map(Coupons.Locked::discount).orElse(0L);
    var account = accounts.lock(purchase.userId(), total - discount);
    if (account.isEmpty()) {
      return orders.refused(orderId, purchase, Refusal.INSUFFICIENT_BALANCE, now);
    }
    reserved.get().take();
    coupon.ifPresent(locked -> locked.useFor(orderId, now));
    account.get().deductFor(orderId, now);
    return orders.paid(orderId, purchase, reserved.get().lines(), discount, now);
  }
}
