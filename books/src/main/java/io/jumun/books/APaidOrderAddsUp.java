package io.jumun.books;

/** Total is the sum of the lines, and what was paid is total less discount. */
final class APaidOrderAddsUp implements Rule {

  @Override
  public String name() {
    return "a paid order adds up";
  }

  @Override
  public void judge(World world, Findings findings) {
    world.orders().values().stream()
        .filter(Order::isPaid)
        .filter(order -> !addsUp(order))
        .forEach(order -> findings.add("%s", order));
  }

  private static boolean addsUp(Order order) {
    var total = order.total();
    var discount = order.discount();
    var amount = order.amount();
    if (total == null || discount == null || amount == null) {
      return false;
    }
    return total == sumOf(order) && amount == total - discount && amount >= 0 && discount >= 0;
  }

  private static long sumOf(Order order) {
    long sum = 0;
    for (var line : order.lines()) {
      var price = line.price();
      if (price == null) {
        return -1;
      }
      sum = Math.addExact(sum, Math.multiplyExact(line.quantity(), price));
    }
    return sum;
  }
}
