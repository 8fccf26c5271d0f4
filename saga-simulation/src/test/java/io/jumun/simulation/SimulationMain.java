package io.jumun.simulation;

import java.time.Duration;

/** Runs as many schedules as asked for and says what they saw. */
final class SimulationMain {

  private SimulationMain() {}

  /**
   * @param arguments how many schedules, and the seed of the first; "random" draws one
   */
  public static void main(String[] arguments) {
    long schedules = Long.parseLong(arguments[0]);
    long seed =
        arguments[1].equals("random")
            ? System.currentTimeMillis() * 1_000_000
            : Long.parseLong(arguments[1]);
    System.out.printf("%,d schedules from seed %d%n", schedules, seed);
    long start = System.nanoTime();
    var result = new Simulation(seed, schedules, Flaw.NONE).run();
    var took = Duration.ofNanos(System.nanoTime() - start);
    System.out.print(result.facts());
    System.out.printf("in %d.%03d s%n", took.toSeconds(), took.toMillisPart());
    if (schedules == 1) {
      var run = Run.bySeed(seed, Flaw.NONE, new Facts());
      System.out.println(Run.again(run.schedule(), Flaw.NONE, true).trace());
    }
    result
        .failure()
        .ifPresent(
            failure -> {
              System.out.println(failure);
              System.exit(1);
            });
    System.out.println("No promise was broken.");
  }
}
