package io.jumun.benchmarks;

import io.jumun.benchmarks.load.Workload;
import io.jumun.benchmarks.report.Result;
import io.jumun.benchmarks.system.Kind;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What a system costs when nobody asks it anything. */
final class Idle {

  private final Bench bench;
  private final Options options;

  Idle(Bench bench) {
    this.bench = bench;
    this.options = bench.options();
  }

  void run() throws InterruptedException {
    bench.start(
        new Comparison(bench)
            .variants(Kind.SAGA_STACK, Kind.SAGA_PROCESSES, Kind.SINGLE_TRANSACTION),
        List.of(Workload.UNIFORM));
    for (int round : bench.rounds()) {
      for (var system : bench.systems()) {
        system.thaw();
        TimeUnit.SECONDS.sleep(options.settle().toSeconds());
        var meter = new Meter(system, bench.systems());
        TimeUnit.SECONDS.sleep(options.seconds().toSeconds());
        var spent = meter.stop();
        system.freeze();
        var figures = new TreeMap<String, Double>();
        spent.percent().forEach((name, percent) -> figures.put(name + ", % of a core", percent));
        figures.put(
            "all of it, % of a core",
            spent.percent().values().stream().mapToDouble(Double::doubleValue).sum());
        bench.write(
            Result.ofFigures(
                Scenario.IDLE.label(),
                round,
                system.label(),
                spent.seconds(),
                spent.otherPercent(),
                spent.foreignPercent(),
                figures));
      }
    }
  }
}
