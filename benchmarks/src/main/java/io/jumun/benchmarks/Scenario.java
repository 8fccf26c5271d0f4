package io.jumun.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be found out. */
enum Scenario {
  /** Closed load, all workloads: how many orders a second. */
  CAPACITY("closed load with --clients on all --workloads"),
  /** Open load: how long an answer takes, from when it was to be asked for. */
  LATENCY("open load at --rates, by default 25, 50 and 75 % of what the single transaction can do"),
  /** Both, on systems that are started and warmed up once. */
  GOALS(
      "capacity of uniform with all --clients and of other --workloads with the last of them, and"
          + " latency"),
  /** The same load on few and on many stored orders. */
  GROWTH("closed load, with each of --stored orders there before"),
  /** The same load with more processes of each service. */
  REPLICAS("closed load, with each of --replicas of every service"),
  /** How long a relay takes that has been away. */
  BACKLOG("--backlog rows wait for the relay of order-service: time to drain them while serving"),
  /** What an order takes of everything that has a limit. */
  FOOTPRINT("closed load on saga-processes: CPU, commits, WAL and disk that an order takes"),
  /** Where the time of an order goes. */
  STEPS(
      "closed load with each of --clients and open load at --rates, on systems of the shop: how"
          + " long each step of an order takes"),
  /** What it costs when nobody orders. */
  IDLE("CPU time of a whole system that nobody asks anything"),
  /** How long a client waits that is alone. */
  LONE("closed load with one client"),
  /** A baseline in all the ways in which it can be set: which is the best? */
  TUNING(
      "closed load on single-transaction or synchronous-calls with every --stocks and --pools, or"
          + " micro-batched with every --committer-counts: the best is the one to compare with"),
  /** Makes the report of what was measured before. */
  REPORT("only writes the report of results that are there");

  private final String explanation;

  Scenario(String explanation) {
    this.explanation = explanation;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Scenario of(String label) {
    return Arrays.stream(values())
        .filter(scenario -> scenario.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Not a scenario: " + label));
  }

  static String explanations() {
    return Arrays.stream(values())
        .map(scenario -> "  %-10s %s".formatted(scenario.label(), scenario.explanation))
        .collect(Collectors.joining("\n"));
  }
}
