package io.jumun.benchmarks;

import io.jumun.benchmarks.load.Workload;
import io.jumun.benchmarks.system.Kind;
import io.jumun.benchmarks.system.SystemUnderTest;
import io.jumun.contracts.EventTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the time of an order goes in the shop. */
final class Steps {

  private final Bench bench;
  private final Options options;

  Steps(Bench bench) {
    this.bench = bench;
    this.options = bench.options();
  }

  void run() throws InterruptedException {
    var variants = new Comparison(bench).variants(Kind.SAGA_STACK);
    for (var variant : variants) {
      if (!variant.kind().isSaga()) {
        throw new IllegalArgumentException(variant.label() + " publishes no steps");
      }
    }
    bench.start(variants, List.of(Workload.UNIFORM));
    for (int round : bench.rounds()) {
      for (var measurement : measurements(round)) {
        for (var system : bench.systems()) {
          bench.measure(system, measurement, (from, until) -> medians(system, from, until));
        }
      }
    }
  }

  private List<Measurement> measurements(int round) {
    var measurements = new ArrayList<Measurement>();
    for (int clients : options.clients()) {
      measurements.add(Measurement.closed(Scenario.STEPS, round, Workload.UNIFORM, clients));
    }
    for (double rate : options.rates()) {
      measurements.add(Measurement.open(Scenario.STEPS, round, Workload.UNIFORM, rate));
    }
    return measurements;
  }

  private static Map<String, Double> medians(SystemUnderTest system, Instant from, Instant until) {
    try (var published =
        new PublishedEvents(system.bootstrapServers(), EventTypes.BY_TOPIC.keySet())) {
      return new StepTimes(published.since(from)).medians(from, until);
    }
  }
}
