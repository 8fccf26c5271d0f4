package io.jumun.benchmarks;

import io.jumun.benchmarks.report.Report;
import io.jumun.benchmarks.report.ResultFile;
import java.io.IOException;

/** Measures from the command line; ends with 1 when an answer was wrong or books disagree. */
public final class BenchmarkApplication {

  private BenchmarkApplication() {}

  public static void main(String... arguments) throws Exception {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    var results = new ResultFile(options.directory().resolve("results.jsonl"));
    var machine = new Machine(options.directory().resolve("machine.properties"));
    if (options.scenario() != Scenario.REPORT) {
      measure(options, results, machine);
    }
    System.exit(report(options, results, machine) ? 0 : 1);
  }

  private static void measure(Options options, ResultFile results, Machine machine)
      throws Exception {
    if (!options.append()) {
      results.clear();
      machine.clear();
    }
    var bench = new Bench(options, results);
    var closer = new Thread(bench::close, "stop");
    Runtime.getRuntime()
        .addShutdownHook(closer); // a frozen process does not notice that it is alone
    try {
      run(bench, options.scenario());
      machine.write(options, bench.postgresSettings());
    } finally {
      bench.close();
      Runtime.getRuntime().removeShutdownHook(closer);
    }
  }

  private static void run(Bench bench, Scenario scenario) throws Exception {
    var comparison = new Comparison(bench);
    switch (scenario) {
      case CAPACITY -> comparison.capacity();
      case LATENCY -> comparison.latency();
      case GOALS -> comparison.goals();
      case GROWTH -> comparison.growth();
      case REPLICAS -> comparison.replicas();
      case LONE -> comparison.lone();
      case TUNING -> comparison.tuning();
      case IDLE -> new Idle(bench).run();
      case FOOTPRINT -> new Footprint(bench).run();
      case STEPS -> new Steps(bench).run();
      case BACKLOG -> new Backlog(bench).run();
      case REPORT -> throw new IllegalArgumentException("Nothing to measure");
    }
  }

  private static boolean report(Options options, ResultFile file, Machine machine)
      throws IOException {
    var results = file.read();
    var report = new Report(results, machine.read());
    report.writeTo(options.directory());
    System.out.println(report.text());
    System.out.println("Results, report, plots and logs: " + options.directory());
    return results.stream().allMatch(result -> result.isSound());
  }
}
