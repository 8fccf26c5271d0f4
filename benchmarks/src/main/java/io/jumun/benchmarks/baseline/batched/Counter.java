package io.jumun.benchmarks.baseline.batched;

import io.jumun.benchmarks.baseline.Refusal;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides one arrival after another, each against what the ones before it have left. */
final class Counter {

  private final Goods goods;
  private final Instant now;

  Counter(Goods goods, Instant now) {
    this.goods = goods;
    this.now = now;
  }

  Decision decide(Arrival arrival) {
    var purchase = arrival.purchase();
    if (!purchase.lines().stream().allMatch(this::isThere)) {
      return new Decision.Refused(arrival, Refusal.OUT_OF_STOCK);
    }
    var lines = purchase.lines().stream().map(this::priced).toList();
    long total = lines.stream().mapToLong(PricedLine::amount).reduce(0, Math::addExact);
    var couponId = purchase.couponId();
    var coupon = couponId == null ? null : usable(couponId, purchase.userId(), total);
    if (couponId != null && coupon == null) {
      return new Decision.Refused(arrival, Refusal.COUPON_INVALID);
    }
    long discount =
        couponId == null
            ? 0
            : Objects.requireNonNull(goods.campaigns.get(couponId)).discountOn(total);
    var account = goods.accounts.get(purchase.userId());
    if (account == null || account.balance < total - discount) {
      return new Decision.Refused(arrival, Refusal.INSUFFICIENT_BALANCE);
    }
    lines.forEach(this::take);
    return new Decision.Paid(
        arrival,
        lines,
        use(coupon),
        total,
        discount,
        account.balance -= total - discount,
        ++account.sequence);
  }

  private boolean isThere(OrderLine line) {
    var product = goods.products.get(line.productId());
    return product != null && product.stock >= line.quantity();
  }

  private PricedLine priced(OrderLine line) {
    return new PricedLine(line.productId(), line.quantity(), product(line.productId()).price);
  }

  private void take(PricedLine line) {
    product(line.productId()).stock -= line.quantity();
    goods.soldProducts.add(line.productId());
  }

  private Goods.Product product(long productId) {
    return Objects.requireNonNull(goods.products.get(productId));
  }

  private Goods.@Nullable Coupon usable(long couponId, long userId, long total) {
    var campaign = goods.campaigns.get(couponId);
    var coupon = goods.coupons.get(new Goods.Owner(couponId, userId));
    return campaign != null && coupon != null && !coupon.used && campaign.allows(total, now)
        ? coupon
        : null;
  }

  private static @Nullable Long use(Goods.@Nullable Coupon coupon) {
    if (coupon == null) {
      return null;
    }
    coupon.used = true;
    return coupon.userCouponId;
  }
}
