package io.jumun.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * All choices of one run.
 *
 * @param pieces first those of the shop, last those of the end, between them one for each step
 */
record Schedule(List<int[]> pieces) {

  int steps() {
    return Math.max(0, pieces.size() - 2);
  }

  Schedule withoutSteps(int from, int count) {
    var fewer = new ArrayList<>(pieces);
    fewer.subList(from + 1, from + 1 + count).clear();
    return new Schedule(fewer);
  }

  Schedule with(int piece, int choice, int value) {
    var changed = new ArrayList<>(pieces);
    var copy = changed.get(piece).clone();
    copy[choice] = value;
    changed.set(piece, copy);
    return new Schedule(changed);
  }
}
