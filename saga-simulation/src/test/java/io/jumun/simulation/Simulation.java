package io.jumun.simulation;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Many schedules, one per seed, on all cores. */
final class Simulation {

  private static final long CHUNK = 1_000;

  private final long firstSeed;
  private final long schedules;
  private final Flaw flaw;
  private final AtomicBoolean failed = new AtomicBoolean();

  Simulation(long firstSeed, long schedules, Flaw flaw) {
    this.firstSeed = firstSeed;
    this.schedules = schedules;
    this.flaw = flaw;
  }

  /**
   * @param facts of all schedules that ran
   * @param failure of the smallest seed among those found; the others stop soon after the first
   */
  record Result(Facts facts, Optional<Failure> failure) {}

  Result run() {
    var chunks =
        LongStream.range(0, (schedules + CHUNK - 1) / CHUNK)
            .parallel()
            .mapToObj(this::chunk)
            .toList();
    var facts = new Facts();
    chunks.forEach(chunk -> facts.plus(chunk.facts));
    var seed = chunks.stream().map(chunk -> chunk.failedSeed).filter(s -> s != null).findFirst();
    return new Result(facts, seed.map(s -> Failure.of(s, flaw)));
  }

  private Chunk chunk(long number) {
    var facts = new Facts();
    long end = firstSeed + Math.min(schedules, (number + 1) * CHUNK);
    for (long seed = firstSeed + number * CHUNK; seed < end && !failed.get(); seed++) {
      if (Run.bySeed(seed, flaw, facts).violation() != null) {
        failed.set(true);
        return new Chunk(facts, seed);
      }
    }
    return new Chunk(facts, null);
  }

  private record Chunk(Facts facts, @Nullable Long failedSeed) {}
}
