package io.jumun.benchmarks.baseline.single;

import io.jumun.benchmarks.baseline.Outcome;
import io.jumun.benchmarks.baseline.Purchase;
import io.jumun.benchmarks.baseline.Refusal;
import io.jumun.benchmarks.baseline.jpa.Accounts;
import io.jumun.benchmarks.baseline.jpa.Coupons;
import io.jumun.benchmarks.baseline.jpa.OrderBook;
import io.jumun.benchmarks.baseline.jpa.Stock;
import java.time.Instant;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/**
 * Conditional updates. What belongs to the user comes first, the stock that everybody wants last: a
 * hot product is locked for little longer than the commit takes.
 */
@Component
class ConditionalSteps implements PurchaseSteps {

  private final Stock stock;
  private final Coupons coupons;
  private final Accounts accounts;
  private final OrderBook orders;

  ConditionalSteps(Stock stock, Coupons coupons, Accounts accounts, OrderBook orders) {
    this.stock = stock;
    this.coupons = coupons;
    this.accounts = accounts;
    this.orders = orders;
  }

  @Override
  public Outcome buy(long orderId, Purchase purchase) {
    var now = Instant.now();
    var lines = stock.look(purchase.lines());
    if (lines.isEmpty()) {
      return orders.refused(orderId, purchase, Refusal.OUT_OF_STOCK, now);
    }
    long total = OrderBook.total(lines.get());
    var discount = discount(orderId, purchase, total, now);
    if (discount.isEmpty()) {
      return orders.refused(orderId, purchase, Refusal.COUPON_INVALID, now);
    }
    long amount = total - discount.getAsLong();
    if (!accounts.deduct(purchase.userId(), orderId, amount, now)) {
      if (purchase.couponId() != null) {
        throw new Declined(Refusal.INSUFFICIENT_BALANCE); // the coupon is used by now
      }
      return orders.refused(orderId, purchase, Refusal.INSUFFICIENT_BALANCE, now);
    }
    var outcome = orders.paid(orderId, purchase, lines.get(), discount.getAsLong(), now);
    if (!stock.take(purchase.lines())) {
      throw new Declined(Refusal.OUT_OF_STOCK);
    }
    return outcome;
  }

  private OptionalLong discount(long orderId, Purchase purchase, long total, Instant now) {
    var couponId = purchase.couponId();
    return couponId == null
        ? OptionalLong.of(0)
        : coupons.use(couponId, purchase.userId(), orderId, total, now);
  }
}
