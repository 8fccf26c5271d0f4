package io.jumun.benchmarks;

import io.jumun.benchmarks.load.Workload;
import io.jumun.benchmarks.report.Result;
import io.jumun.benchmarks.system.Kind;
import io.jumun.benchmarks.system.Role;
import io.jumun.benchmarks.system.SystemUnderTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an order takes of everything that has a limit, with many clients: capacity's arithmetic. */
final class Footprint {

  private static final String ORDERS = "select count(*) from orders";

  private final Bench bench;
  private final Options options;

  Footprint(Bench bench) {
    this.bench = bench;
    this.options = bench.options();
  }

  void run() throws InterruptedException {
    var variants = new Comparison(bench).variants(Kind.SAGA_PROCESSES);
    for (var variant : variants) {
      if (variant.kind() != Kind.SAGA_PROCESSES) {
        throw new IllegalArgumentException(variant.label() + " is not made of services");
      }
    }
    bench.start(variants, List.of(Workload.UNIFORM));
    for (int round : bench.rounds()) {
      for (var system : bench.systems()) {
        measure(system, round);
      }
    }
  }

  private void measure(SystemUnderTest system, int round) throws InterruptedException {
    var measurement =
        Measurement.closed(
            Scenario.FOOTPRINT, round, Workload.UNIFORM, options.clients().getLast());
    system.thaw();
    bench.provideFor(system, measurement); // before, or it would count as the orders'
    var before = system.usage();
    long ordersBefore = orders(system);
    var measured = bench.measure(system, measurement);
    if (!measured.isSound()) {
      return;
    }
    system.thaw();
    var figures = each(before, system.usage(), orders(system) - ordersBefore);
    system.freeze();
    measured.cpuMillis().forEach((name, millis) -> figures.put("CPU ms, " + name, millis));
    bench.write(
        Result.ofFigures(
            Scenario.FOOTPRINT.label(),
            round,
            system.label(),
            measured.seconds(),
            measured.otherPercent(),
            measured.foreignPercent(),
            figures));
  }

  /**
   * Also of what was ordered before the seconds that count. What has become less is left out: a
   * backend took its time with it when it ended.
   */
  private static Map<String, Double> each(
      Map<String, Double> before, Map<String, Double> after, long orders) {
    var each = new TreeMap<String, Double>();
    after.forEach(
        (name, value) -> {
          double spent = value - before.getOrDefault(name, 0.0);
          if (spent >= 0) {
            each.put(name, spent / orders);
          }
        });
    return each;
  }

  private static long orders(SystemUnderTest system) {
    return system.numbers(Role.ORDERS, ORDERS).getFirst();
  }
}
