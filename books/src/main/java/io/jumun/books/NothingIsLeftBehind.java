package io.jumun.books;

/**
 * Nobody has to ask what became of an order. Reconciliation repairs what a lost record leaves
 * behind, and would so hide from the other rules that it was lost. Asking is allowed about orders
 * of which a record was deleted on purpose, and about those that only an injected record tells of.
 *
 * <p>A participant that is behind by more than the grace asks as well, about what is only on its
 * way. The grace of a run has to be longer than that.
 */
final class NothingIsLeftBehind implements Rule {

  @Override
  public String name() {
    return "nothing is left behind";
  }

  @Override
  public void judge(World world, Findings findings) {
    world.events().questions().stream()
        .filter(question -> !isExplained(world, question.order()))
        .forEach(question -> findings.add("%s of order %d", question.type(), question.order()));
  }

  private static boolean isExplained(World world, long order) {
    return world.explained().lostEvents().test(order)
        || (!world.orders().containsKey(order) && world.events().injectedFor().contains(order));
  }
}
