package io.jumun.simulation;

import io.jumun.contracts.OrderLine;
import io.jumun.contracts.PricedLine;
import io.jumun.coupon.CouponTerms;
import io.jumun.coupon.DiscountType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who sells and buys what. Small, so that orders get into each other's way.
 *
 * @param ample there is enough of everything for all orders, and every coupon is good: without a
 *     passed deadline each order must be paid
 */
record Shop(
    List<Goods> goods,
    List<User> users,
    List<Campaign> campaigns,
    List<Wish> wishes,
    boolean ample) {

  private static final long[] PRICES = {1_000, 999, 5_000, 0, 1};
  private static final long[] CHARGES = {10_000, 2_000, 0, 5_000, 100_000};
  private static final long PLENTY = 1_000_000;
  private static final long UNKNOWN_PRODUCT = 9;

  record Goods(long productId, long price, long stock) {}

  /** A charge of 0 is no account. */
  record User(long userId, long charged) {}

  record Campaign(long couponId, CouponTerms terms, List<Long> holders) {}

  /** An order before it is placed. */
  record Wish(long orderId, long userId, List<OrderLine> lines, @Nullable Long couponId) {}

  static Shop open(Choices choices) {
    boolean ample = choices.oneIn(4);
    var goods = new ArrayList<Goods>();
    for (int id = 1 + choices.below(3); id > 0; id--) {
      long price = PRICES[choices.below(PRICES.length)];
      goods.add(new Goods(id, price, ample ? PLENTY : choices.below(6)));
    }
    var users = new ArrayList<User>();
    for (int id = 1 + choices.below(2); id > 0; id--) {
      users.add(new User(id, ample ? PLENTY : CHARGES[choices.below(CHARGES.length)]));
    }
    var campaigns = new ArrayList<Campaign>();
    for (int id = choices.below(3); id > 0; id--) {
      campaigns.add(campaign(id, users.size(), ample, choices));
    }
    var wishes = new ArrayList<Wish>();
    int orders = 1 + choices.below(4);
    for (int id = 1; id <= orders; id++) {
      wishes.add(wish(id, goods.size(), users.size(), ample, campaigns, wishes, choices));
    }
    return new Shop(goods, users, campaigns, wishes, ample);
  }

  private static Campaign campaign(int id, int users, boolean ample, Choices choices) {
    var holders = new ArrayList<Long>();
    for (long user = 1; user <= users; user++) {
      if (ample || !choices.oneIn(4)) {
        holders.add(user);
      }
    }
    boolean rate = choices.oneIn(2);
    long value = rate ? 1 + choices.below(100) : 1 + choices.below(6_000);
    var cap = choices.oneIn(4) ? 500L : null;
    var minimum = !ample && choices.oneIn(4) ? 2_000L : null;
    var until = !ample && choices.oneIn(8) ? expired(choices) : null;
    var type = rate ? DiscountType.RATE : DiscountType.AMOUNT;
    var terms = new CouponTerms("c", type, value, cap, minimum, 100, null, until);
    return new Campaign(id, terms, holders);
  }

  private static Instant expired(Choices choices) {
    var offset = Duration.ofSeconds(choices.oneIn(2) ? 1 : -1);
    return SimulatedClock.START.plus(offset);
  }

  private static Wish wish(
      int id,
      int goods,
      int users,
      boolean ample,
      List<Campaign> campaigns,
      List<Wish> before,
      Choices choices) {
    long user = 1L + choices.below(users);
    var lines = new ArrayList<OrderLine>();
    for (int line = 1 + choices.below(3); line > 0; line--) {
      long product = 1L + choices.below(goods);
      boolean unknown = !ample && choices.oneIn(16);
      lines.add(new OrderLine(unknown ? UNKNOWN_PRODUCT : product, 1 + choices.below(3)));
    }
    Long coupon = null;
    if (!campaigns.isEmpty() && choices.oneIn(2)) {
      coupon = 1L + choices.below(campaigns.size());
    }
    return new Wish(id, user, lines, ample && isTaken(coupon, user, before) ? null : coupon);
  }

  private static boolean isTaken(@Nullable Long coupon, long user, List<Wish> before) {
    return before.stream()
        .anyMatch(
            wish ->
                wish.userId() == user && wish.couponId() != null && wish.couponId().equals(coupon));
  }

  /** One line per product, ascending, with today's prices. */
  List<PricedLine> priced(Wish wish) {
    var quantities = new TreeMap<Long, Long>();
    wish.lines().forEach(line -> quantities.merge(line.productId(), line.quantity(), Long::sum));
    return quantities.entrySet().stream()
        .map(line -> new PricedLine(line.getKey(), line.getValue(), priceOf(line.getKey())))
        .toList();
  }

  /** What the order costs its user if it is paid. */
  long amountOf(Wish wish) {
    long total = priced(wish).stream().mapToLong(PricedLine::amount).sum();
    return total - discountOn(wish, total);
  }

  long discountOn(Wish wish, long total) {
    return campaigns.stream()
        .filter(campaign -> Objects.equals(campaign.couponId(), wish.couponId()))
        .mapToLong(campaign -> discount(campaign.terms(), total))
        .findAny()
        .orElse(0);
  }

  private long priceOf(long productId) {
    return goods.stream()
        .filter(one -> one.productId() == productId)
        .mapToLong(Goods::price)
        .findAny()
        .orElseThrow(() -> new Violation("what is sold exists", productId));
  }

  /** What a coupon takes off a total, worked out the plain way. */
  private static long discount(CouponTerms terms, long total) {
    long discount =
        switch (terms.discountType()) {
          case AMOUNT -> terms.discountValue();
          case RATE -> {
            long share = total * terms.discountValue() / 100;
            var cap = terms.maxDiscountAmount();
            yield cap == null ? share : Math.min(cap, share);
          }
        };
    return Math.min(total, discount);
  }
}
