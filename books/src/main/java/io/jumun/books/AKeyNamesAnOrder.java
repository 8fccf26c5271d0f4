package io.jumun.books;

/**
 * A key is committed with its order or not at all; else a client that repeats waits for nothing.
 */
final class AKeyNamesAnOrder implements Rule {

  @Override
  public String name() {
    return "a key names an order that exists";
  }

  @Override
  public void judge(World world, Findings findings) {
    world.keyedOrders().stream()
        .filter(order -> !world.orders().containsKey(order))
        .forEach(order -> findings.add("a key names order %d, which does not exist", order));
  }
}
