package io.jumun.simulation;

import io.jumun.contracts.SagaEvent;
import java.util.function.Predicate;

/** Lets a schedule come to rest: no more faults, everything is delivered. Then takes stock. */
final class Ending {

  private static final int MOST_ROUNDS = 1_000;

  private final World world;
  private final Choices choices;

  Ending(World world) {
    this.world = world;
    this.choices = world.choices();
  }

  void run() {
    world.trace().add(() -> "-- no more faults");
    calm();
    long collisions = world.facts().of(Fact.KEY_TAKEN_BY_ANOTHER);
    settle();
    Violation.unless(
        collisions == world.facts().of(Fact.KEY_TAKEN_BY_ANOTHER)
            || world.flaw() == Flaw.FORGETS_STEPS,
        "one consumer alone collides with nobody",
        world.shop());
    repair();
    // What an end needs is never lost, so no order needs its deadline to come to it.
    Invariants.check(world);
    nothingMoreHappens("what was repaired is not asked about again", this::reconcile);
    nothingMoreHappens("the deadlines of orders that have ended mean nothing", this::sweepLate);
    if (choices.oneIn(4)) {
      nothingMoreHappens("a second delivery of everything changes nothing", this::redeliver);
      Invariants.check(world);
      world.facts().count(Fact.EVERYTHING_REDELIVERED);
    }
  }

  private void calm() {
    while (!world.isAllPlaced()) {
      world.placeNext(true);
    }
    world.orders().reveal();
    world.bringBack();
    world.logs().forEach(log -> log.delayUntil(0));
    for (var lane : world.lanes()) {
      lane.finish();
      while (lane.hasZombies()) {
        lane.endZombie(!choices.oneIn(3));
      }
    }
  }

  private void settle() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (!moved()) {
        return;
      }
    }
    throw new Violation("comes to rest", world.shop());
  }

  private boolean moved() {
    boolean moved = false;
    for (var relay : world.relays()) {
      if (relay.waiting() > 0) {
        relay.publish(relay.waiting());
        moved = true;
      }
    }
    for (var lane : world.lanes()) {
      if (lane.canPoll()) {
        lane.poll(choices);
        lane.finish();
        moved = true;
      }
    }
    return moved;
  }

  /** What was lost left something behind, or not; without a loss nobody has a question. */
  private void repair() {
    long leftovers = world.settlement().leftovers();
    if (leftovers == 0) {
      nothingMoreHappens("nobody asks when nothing is left over", this::reconcile);
      world.facts().count(Fact.NOTHING_LEFT_OVER);
    } else {
      Violation.unless(world.isAnythingLost(), "nothing is left over without a loss", leftovers);
      world.happened(Fact.LEFTOVER_FOUND, () -> leftovers + " left over");
      reconcile();
    }
  }

  private void reconcile() {
    world.settlement().compareEverything();
    settle();
  }

  private void sweepLate() {
    world.passTimeUnnoticed();
    world.orders().sweep();
    settle();
  }

  private void redeliver() {
    world.trace().add(() -> "-- everything once more");
    world.relays().forEach(Relay::goBackToStart);
    world.lanes().forEach(Lane::rewindToStart);
    settle();
  }

  private void nothingMoreHappens(String rule, Runnable attempt) {
    long before = published();
    attempt.run();
    Violation.unless(before == published(), rule, world.shop());
  }

  private long published() {
    return world.relays().stream().mapToLong(this::published).sum();
  }

  /** Who asks twice is answered twice, with the same words. */
  private long published(Relay relay) {
    Predicate<SagaEvent> asked = event -> world.settlement().isAskedAbout(event.orderId());
    var events = relay.published();
    return events.stream().filter(asked.negate()).count()
        + events.stream().filter(asked).distinct().count();
  }
}
