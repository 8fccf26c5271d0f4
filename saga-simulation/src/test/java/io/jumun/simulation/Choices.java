package io.jumun.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where everything that may go one way or another is decided: by a seed, or by what was decided
 * before. Choices come in pieces (the shop, each step, the end), so that a piece can be left out
 * without giving the next one another meaning. What a recording does not say is 0.
 */
final class Choices {

  private static final int[] NOTHING = {};

  private final @Nullable SplittableRandom random;
  private final List<int[]> recording;
  private final List<int[]> made = new ArrayList<>();
  private int[] given = NOTHING;
  private int[] piece = new int[8];
  private int size;
  private int begun;
  private int steps;

  private Choices(@Nullable SplittableRandom random, List<int[]> recording) {
    this.random = random;
    this.recording = recording;
  }

  static Choices bySeed(long seed) {
    return new Choices(new SplittableRandom(seed), List.of());
  }

  static Choices as(Schedule schedule) {
    return new Choices(null, schedule.pieces());
  }

  /** Ends the piece before, if there is one. */
  void begin() {
    if (begun > 0) {
      made.add(Arrays.copyOf(piece, size));
    }
    given = begun < recording.size() ? recording.get(begun) : NOTHING;
    begun++;
    size = 0;
  }

  /** 0 or more and less than the bound. */
  int below(int bound) {
    int choice;
    if (random != null) {
      choice = random.nextInt(bound);
    } else {
      choice = size < given.length ? given[size] % bound : 0;
    }
    if (size == piece.length) {
      piece = Arrays.copyOf(piece, 2 * size);
    }
    piece[size++] = choice;
    return choice;
  }

  /** One in so many. */
  boolean oneIn(int many) {
    return below(many) == many - 1;
  }

  /**
   * How many steps there are.
   *
   * @param wanted where the number is still free
   */
  int steps(int wanted) {
    steps = random == null ? Math.max(0, recording.size() - 2) : wanted;
    return steps;
  }

  /** What was decided so far. If that was cut short in a step, nothing is said of the end. */
  Schedule made() {
    var pieces = new ArrayList<>(made);
    pieces.add(Arrays.copyOf(piece, size));
    if (pieces.size() < steps + 2) {
      pieces.add(NOTHING);
    }
    return new Schedule(pieces);
  }
}
