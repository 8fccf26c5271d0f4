package io.jumun.simulation;

import java.util.ArrayList;
import java.util.List;

/** What may happen next, and how often out of all. */
enum Step {
  RELAY(30, false),
  CONSUME(30, false),
  PLACE(5, false),
  PLACE_UNSEEN(2, false),
  REVEAL(1, false),
  POLL(8, false),
  FINISH(6, false),
  SWEEP(2, false),
  END_ZOMBIE(2, false),
  BRING_BACK(1, false),
  STATE(1, false),
  COMPARE(2, false),
  CRASH_BEFORE_COMMIT(2, true),
  CRASH_AFTER_COMMIT(3, true),
  REBALANCE(4, true),
  CRASH_RELAY(3, true),
  REPUBLISH(1, true),
  REWIND(2, true),
  DUPLICATE(3, true),
  DELAY(2, true),
  SET_ASIDE(3, true),
  LOSE_CANCEL(3, true),
  PASS_TIME(1, true);

  private static final List<Step> BY_WEIGHT = byWeight();

  /** The sum of all weights. */
  static final int TOTAL = BY_WEIGHT.size();

  private final int weight;
  private final boolean fault;

  Step(int weight, boolean fault) {
    this.weight = weight;
    this.fault = fault;
  }

  /** Whether some schedules do without it. */
  boolean isFault() {
    return fault;
  }

  static Step drawn(int number) {
    return BY_WEIGHT.get(number);
  }

  private static List<Step> byWeight() {
    var all = new ArrayList<Step>();
    for (var step : values()) {
      for (int n = 0; n < step.weight; n++) {
        all.add(step);
      }
    }
    return List.copyOf(all);
  }
}
