package io.jumun.simulation;

import org.jspecify.annotations.Nullable;

/**
 * One schedule, run to its end or to the first broken promise.
 *
 * @param schedule all choices that were made
 */
record Run(Schedule schedule, @Nullable Violation violation, Trace trace) {

  private static final int FEWEST_STEPS = 20;
  private static final int STEPS = 120;

  static Run bySeed(long seed, Flaw flaw, Facts facts) {
    return of(Choices.bySeed(seed), flaw, facts, new Trace(false));
  }

  static Run again(Schedule schedule, Flaw flaw, boolean traced) {
    return of(Choices.as(schedule), flaw, new Facts(), new Trace(traced));
  }

  private static Run of(Choices choices, Flaw flaw, Facts facts, Trace trace) {
    Violation violation = null;
    try {
      play(choices, flaw, facts, trace);
    } catch (Violation e) {
      violation = e;
      trace.add(() -> "BROKEN: " + e.getMessage());
    }
    facts.scheduleRan();
    return new Run(choices.made(), violation, trace);
  }

  private static void play(Choices choices, Flaw flaw, Facts facts, Trace trace) {
    choices.begin();
    var shop = Shop.open(choices);
    trace.add(() -> "open: " + shop);
    var world = new World(shop, choices, facts, flaw, trace);
    var scheduler = new Scheduler(world);
    int steps = choices.steps(FEWEST_STEPS + choices.below(STEPS));
    for (int n = 0; n < steps; n++) {
      choices.begin();
      scheduler.take();
    }
    choices.begin();
    new Ending(world).run();
  }

  boolean breaks(String rule) {
    return violation != null && violation.rule().equals(rule);
  }
}
