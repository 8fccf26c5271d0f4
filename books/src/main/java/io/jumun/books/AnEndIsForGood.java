package io.jumun.books;

/** What was seen to be paid or cancelled while the shop ran is just that at the end. */
final class AnEndIsForGood implements Rule {

  @Override
  public String name() {
    return "an order that has ended never changes";
  }

  @Override
  public void judge(World world, Findings findings) {
    world.memory().changes().forEach(change -> findings.add("%s", change));
    world
        .memory()
        .ends()
        .forEach(
            (id, end) -> {
              var order = world.orders().get(id);
              if (order == null) {
                findings.add("order %d was %s, and is gone", id, end);
              } else if (!order.end().equals(end)) {
                findings.add("order %d was %s, now %s", id, end, order.end());
              }
            });
  }
}
