package io.jumun.books;

/** What {@link LegalPath} says of each order's events. */
final class EventsFormALegalPath implements Rule {

  @Override
  public String name() {
    return "events form a legal path";
  }

  @Override
  public void judge(World world, Findings findings) {
    world
        .events()
        .byOrder()
        .forEach(
            (order, seen) ->
                LegalPath.faultOf(seen)
                    .ifPresent(fault -> findings.add("order %d: %s in %s", order, fault, seen)));
  }
}
