package io.jumun.books;

/** Each database that publishes has a replication slot, and somebody reads it. */
final class SlotsAreActive implements Rule {

  @Override
  public String name() {
    return "every outbox is being read";
  }

  @Override
  public void judge(World world, Findings findings) {
    world.flow().slots().stream()
        .filter(slot -> !slot.active())
        .forEach(slot -> findings.add("%s", slot));
  }
}
