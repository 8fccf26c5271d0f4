package io.jumun.books;

/** Nobody waits for an outcome that will never come. */
final class EveryOrderHasEnded implements Rule {

  @Override
  public String name() {
    return "every order has ended";
  }

  @Override
  public void judge(World world, Findings findings) {
    for (var order : world.orders().values()) {
      if (!order.isPaid() && !order.isCancelled()) {
        findings.add("order %d of user %d is %s", order.id(), order.user(), order.status());
      }
    }
  }
}
