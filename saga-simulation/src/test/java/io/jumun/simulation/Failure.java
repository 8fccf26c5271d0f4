package io.jumun.simulation;

/** A broken promise, as small as it could be made, and how to see it again. */
record Failure(long seed, Run first, Run smallest) {

  static Failure of(long seed, Flaw flaw) {
    var first = Run.bySeed(seed, flaw, new Facts());
    return new Failure(seed, first, Shrinker.shrink(first, flaw));
  }

  @Override
  public String toString() {
    return """
    Seed %d: %s
    %d steps, shrunk to %d:
    %s
    See it again: mvn -Psimulation -pl saga-simulation -am verify -Dschedules=1 -Dseed=%d
    """
        .formatted(
            seed,
            first.violation(),
            first.schedule().steps(),
            smallest.schedule().steps(),
            smallest.trace(),
            seed);
  }
}
