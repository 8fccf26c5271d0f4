package io.jumun.simulation;

import io.jumun.contracts.SettlementEvent.OrdersSettled;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements of which orders have ended, and who has compared them. A participant may come by an
 * old statement late, and by any of them twice.
 */
final class Settlement {

  private final World world;
  private final List<OrdersSettled> stated = new ArrayList<>();
  private long next = 1;

  Settlement(World world) {
    this.world = world;
  }

  /**
   * @param again from the first order on
   */
  void state(boolean again) {
    world
        .orders()
        .stateFrom(again ? 1 : next)
        .ifPresent(
            statement -> {
              stated.add(statement);
              next = Math.max(next, statement.toOrderId() + 1);
              world.happened(Fact.STATED, () -> "order-service states " + statement);
            });
  }

  /** One participant compares one statement. */
  void compareAny(Choices choices) {
    if (!stated.isEmpty()) {
      var statement = stated.get(choices.below(stated.size()));
      compare(world.participants().get(choices.below(world.participants().size())), statement);
    }
  }

  /** All is stated once more, and everybody compares it. */
  void compareEverything() {
    state(true);
    Violation.unless(
        !stated.isEmpty() && stated.getLast().toOrderId() == world.shop().wishes().size(),
        "every order ends",
        stated);
    world.participants().forEach(participant -> compare(participant, stated.getLast()));
  }

  private void compare(Participant participant, OrdersSettled statement) {
    var transaction = participant.database().begin();
    participant.compare(statement);
    transaction.events().forEach(question -> world.trace().add(() -> "asked: " + question));
    Violation.unless(transaction.tryCommit(), "a question collides with nobody", statement);
  }

  boolean isAskedAbout(long orderId) {
    return world.participants().stream()
        .flatMap(participant -> participant.database().outbox().stream())
        .anyMatch(event -> event.orderId() == orderId && Questions.isOne(event));
  }

  /** What participants hold for orders that are not paid. */
  long leftovers() {
    return world.shop().wishes().stream()
        .filter(wish -> !world.orders().isPaid(wish.orderId()))
        .mapToLong(wish -> holders(wish.orderId()))
        .sum();
  }

  private long holders(long orderId) {
    return world.participants().stream()
        .filter(participant -> participant.step(orderId) == StepView.DONE)
        .count();
  }
}
