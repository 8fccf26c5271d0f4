package io.jumun.books;

import io.jumun.books.Events.Question;
import java.util.stream.Collectors;

/** What {@link LegalPath} says of each order's events. */
final class EventsFormALegalPath implements Rule {

  @Override
  public String name() {
    return "events form a legal path";
  }

  @Override
  public void judge(World world, Findings findings) {
    var asked =
        world.events().questions().stream().map(Question::order).collect(Collectors.toSet());
    world
        .events()
        .byOrder()
        .forEach(
            (order, seen) ->
                LegalPath.faultOf(seen, asked.contains(order))
                    .ifPresent(fault -> findings.add("order %d: %s in %s", order, fault, seen)));
  }
}
