package io.jumun.books;

import java.util.HashMap;

/** A user's coupon is used by the one paid order that it names. */
final class ACouponPaysOneOrder implements Rule {

  @Override
  public String name() {
    return "a coupon pays one order";
  }

  @Override
  public void judge(World world, Findings findings) {
    var usedFor = new HashMap<Long, Long>();
    for (var coupon : world.coupons().owned()) {
      var order = coupon.order();
      if (order != null) {
        usedFor.put(order, coupon.id());
      }
    }
    for (var order : world.orders().values()) {
      if (order.isPaid() && order.coupon() != null && usedFor.remove(order.id()) == null) {
        var step = world.coupons().steps().get(order.id());
        findings.add("%s is paid with a coupon that is not used for it: %s", order, step);
      }
    }
  }
}
