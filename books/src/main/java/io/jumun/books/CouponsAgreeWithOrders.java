package io.jumun.books;

import io.jumun.books.Coupons.Owned;
import io.jumun.books.Coupons.Step;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A paid order with a coupon has used it; any other order has used none, or given it back. */
final class CouponsAgreeWithOrders implements Rule {

  @Override
  public String name() {
    return "coupons are used for paid orders and for no other";
  }

  @Override
  public void judge(World world, Findings findings) {
    var steps = world.coupons().steps();
    for (var order : world.orders().values()) {
      var step = steps.get(order.id());
      boolean used = step != null && step.state().equals("USED");
      boolean due = order.isPaid() && order.coupon() != null;
      boolean ended = order.isPaid() || order.isCancelled();
      if (ended && (used != due || (due && !isOf(order, step)))) {
        findings.add("%s, but coupon-service has %s", order, step);
      }
    }
    steps.forEach(
        (order, step) -> {
          if (!world.knows(order)) {
            findings.add("%s is for order %d, which is unknown", step, order);
          }
        });
    for (var coupon : world.coupons().owned()) {
      var id = coupon.order();
      var order = id == null ? null : world.orders().get(id);
      if (id != null && (order == null || !paysWith(order, coupon))) {
        findings.add("%s is used for order %d, which is %s", coupon, id, order);
      }
    }
  }

  private static boolean isOf(Order order, @Nullable Step step) {
    return step != null && Objects.equals(step.campaign(), order.coupon());
  }

  private static boolean paysWith(Order order, Owned coupon) {
    return order.isPaid()
        && Objects.equals(order.coupon(), coupon.campaign())
        && order.user() == coupon.user();
  }
}
