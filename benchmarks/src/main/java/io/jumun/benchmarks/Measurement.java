package io.jumun.benchmarks;

import io.jumun.benchmarks.load.Workload;

/**
 * What is measured once.
 *
 * @param clients of closed load, or 0
 * @param rate of open load, or 0
 */
record Measurement(Scenario scenario, int round, Workload workload, int clients, double rate) {

  static Measurement closed(Scenario scenario, int round, Workload workload, int clients) {
    return new Measurement(scenario, round, workload, clients, 0);
  }

  static Measurement open(Scenario scenario, int round, Workload workload, double rate) {
    return new Measurement(scenario, round, workload, 0, rate);
  }

  String load() {
    return clients > 0 ? clients + " clients" : "%.0f/s".formatted(rate);
  }
}
