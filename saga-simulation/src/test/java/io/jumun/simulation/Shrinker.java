package io.jumun.simulation;

import java.util.Objects;

/** Makes a failing schedule small: leaves out steps, then makes choices plainer, while it fails. */
final class Shrinker {

  private static final int MOST_RUNS = 20_000;

  private final Flaw flaw;
  private final String rule;
  private Schedule smallest;
  private int runs;

  private Shrinker(Run failed, Flaw flaw) {
    this.flaw = flaw;
    this.rule = Objects.requireNonNull(failed.violation()).rule();
    this.smallest = failed.schedule();
  }

  /** The smallest schedule found that breaks the same rule, run again with a trace. */
  static Run shrink(Run failed, Flaw flaw) {
    var shrinker = new Shrinker(failed, flaw);
    int size;
    do {
      size = shrinker.size();
      shrinker.leaveOutSteps();
      shrinker.makeChoicesPlain();
    } while (shrinker.size() < size && shrinker.runs < MOST_RUNS);
    return Run.again(shrinker.smallest, flaw, true);
  }

  private int size() {
    int size = smallest.pieces().size();
    for (var piece : smallest.pieces()) {
      for (int choice : piece) {
        size += choice;
      }
    }
    return size;
  }

  private void leaveOutSteps() {
    for (int chunk = Math.max(1, smallest.steps() / 2); chunk > 0; chunk /= 2) {
      int from = 0;
      while (from + chunk <= smallest.steps()) {
        if (!keep(smallest.withoutSteps(from, chunk))) {
          from += chunk;
        }
      }
    }
  }

  private void makeChoicesPlain() {
    for (int piece = 0; piece < smallest.pieces().size(); piece++) {
      for (int choice = 0; choice < smallest.pieces().get(piece).length; choice++) {
        int value = smallest.pieces().get(piece)[choice];
        if (value > 0 && !keep(smallest.with(piece, choice, 0)) && value > 1) {
          keep(smallest.with(piece, choice, value / 2));
        }
      }
    }
  }

  private boolean keep(Schedule candidate) {
    if (runs++ >= MOST_RUNS || !Run.again(candidate, flaw, false).breaks(rule)) {
      return false;
    }
    smallest = candidate;
    return true;
  }
}
