package io.jumun.simulation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes one step after another, each as the choices have it. */
final class Scheduler {

  private static final int MOST_ROWS = 4;
  private static final int LONGEST_DELAY = 60;

  private final World world;
  private final Choices choices;
  private final Set<Step> allowed = EnumSet.noneOf(Step.class);

  /**
   * Draws which faults this schedule may have: few kinds at a time get further than all at once.
   */
  Scheduler(World world) {
    this.world = world;
    this.choices = world.choices();
    for (var step : Step.values()) {
      if (!step.isFault() || choices.below(2) == 0) {
        allowed.add(step);
      }
    }
  }

  void take() {
    var drawn = Step.drawn(choices.below(Step.TOTAL));
    take(allowed.contains(drawn) ? drawn : Step.CONSUME);
    world.nextStep();
  }

  private void take(Step step) {
    switch (step) {
      case RELAY -> relay();
      case CONSUME -> consume();
      case PLACE -> world.placeNext(true);
      case PLACE_UNSEEN -> world.placeNext(false);
      case BRING_BACK -> world.bringBack();
      case SET_ASIDE -> on(any(Lane::canPoll), lane -> lane.setAside(choices));
      case LOSE_CANCEL -> on(any(Lane::canLoseCancel), Lane::loseCancel);
      case STATE -> world.settlement().state(choices.oneIn(4));
      case COMPARE -> world.settlement().compareAny(choices);
      case REVEAL -> world.orders().reveal();
      case POLL -> poll();
      case FINISH -> on(any(Lane::isHolding), Lane::finish);
      case SWEEP -> sweep();
      case CRASH_BEFORE_COMMIT -> on(any(Lane::isHolding), Lane::crashBeforeCommit);
      case CRASH_AFTER_COMMIT -> on(any(Lane::isHolding), Lane::crashAfterCommit);
      case REBALANCE -> on(any(Lane::isHolding), Lane::rebalance);
      case END_ZOMBIE -> on(any(Lane::hasZombies), lane -> lane.endZombie(!choices.oneIn(3)));
      case CRASH_RELAY -> crashRelay();
      case REPUBLISH -> world.relays().get(choices.below(4)).goBack(choices);
      case REWIND -> on(any(lane -> true), lane -> lane.rewind(choices));
      case DUPLICATE -> duplicate();
      case DELAY -> delay();
      case PASS_TIME -> world.passTime();
    }
  }

  private void relay() {
    var relay = anyWaiting();
    if (relay != null) {
      relay.publish(1 + choices.below(Math.min(MOST_ROWS, relay.waiting())));
    }
  }

  private void crashRelay() {
    var relay = anyWaiting();
    if (relay != null) {
      relay.crashAfterSending(1 + choices.below(Math.min(MOST_ROWS, relay.waiting())));
    }
  }

  private @Nullable Relay anyWaiting() {
    return any(world.relays(), relay -> relay.waiting() > 0);
  }

  /** As almost always: a batch is taken, committed and done. */
  private void consume() {
    on(
        any(Lane::canPoll),
        lane -> {
          lane.poll(choices);
          lane.finish();
        });
  }

  private void poll() {
    on(any(Lane::canPoll), lane -> lane.poll(choices));
  }

  private void sweep() {
    world.trace().add(() -> "order-service looks for orders past their deadline");
    world.orders().sweep();
  }

  private void duplicate() {
    var log = world.anyLog();
    if (log.end() > 0) {
      var event = log.get(choices.below(log.end()));
      log.append(event);
      world.happened(Fact.RECORD_DUPLICATED, () -> "%s << again %s".formatted(log, event));
    }
  }

  private void delay() {
    var log = world.anyLog();
    log.delayUntil(world.step() + 1 + choices.below(LONGEST_DELAY));
    world.happened(Fact.TOPIC_DELAYED, () -> log + " is delayed");
  }

  private @Nullable Lane any(Predicate<Lane> fit) {
    return any(world.lanes(), fit);
  }

  /** The first that fits, from a random one on. */
  private <T> @Nullable T any(List<T> all, Predicate<T> fit) {
    int first = choices.below(all.size());
    for (int n = 0; n < all.size(); n++) {
      var one = all.get((first + n) % all.size());
      if (fit.test(one)) {
        return one;
      }
    }
    return null;
  }

  private static void on(@Nullable Lane lane, Consumer<Lane> action) {
    if (lane != null) {
      action.accept(lane);
    }
  }
}
