package io.jumun.benchmarks;

import io.jumun.benchmarks.load.ClosedLoad;
import io.jumun.benchmarks.load.OpenLoad;
import io.jumun.benchmarks.load.Probe;
import io.jumun.benchmarks.load.Requests;
import io.jumun.benchmarks.load.Schedule;
import io.jumun.benchmarks.load.Tally;
import io.jumun.benchmarks.load.Window;
import io.jumun.benchmarks.load.Workload;
import io.jumun.benchmarks.report.Result;
import io.jumun.benchmarks.report.ResultFile;
import io.jumun.benchmarks.system.SystemUnderTest;
import io.jumun.benchmarks.system.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** The systems that are measured beside each other, and the rules by which they are. */
final class Bench implements AutoCloseable {

  private static final int WARM_UP_CLIENTS = 64;
  private static final Duration PROBE_WITHIN = Duration.ofMinutes(2);

  private final Options options;
  private final ResultFile results;
  private final List<SystemUnderTest> systems = new ArrayList<>();
  private final List<Integer> rounds;
  private Map<String, String> postgresSettings = Map.of();
  private int drawn;

  Bench(Options options, ResultFile results) {
    this.options = options;
    this.results = results;
    int before = results.lastRound();
    this.rounds = IntStream.rangeClosed(before + 1, before + options.rounds()).boxed().toList();
  }

  /** Numbers that no earlier result has, so that ratios are only taken within one run. */
  List<Integer> rounds() {
    return rounds;
  }

  List<SystemUnderTest> systems() {
    return systems;
  }

  Map<String, String> postgresSettings() {
    return postgresSettings;
  }

  Options options() {
    return options;
  }

  /** Starts systems and warms each as long as the others; all are frozen then. */
  void start(List<Variant> variants, List<Workload> workloads) throws InterruptedException {
    for (var variant : variants) {
      say("Starting " + variant.label());
      var system = SystemUnderTest.start(variant, options.directory().resolve("systems"));
      systems.add(system);
      requireSame(system);
      say(
          "  PostgreSQL, servers: %d, of each: %s"
              .formatted(system.postgresServers(), postgresSettings));
      warmUp(system, workloads);
      system.freeze();
    }
  }

  private void requireSame(SystemUnderTest system) {
    var settings = system.postgresSettings();
    if (!postgresSettings.isEmpty() && !postgresSettings.equals(settings)) {
      throw new IllegalStateException(
          "PostgreSQL of %s differs: %s, others %s"
              .formatted(system.label(), settings, postgresSettings));
    }
    postgresSettings = settings;
  }

  /** Measures one system while the others are frozen, and writes down the result. */
  Result measure(SystemUnderTest system, Measurement measurement) throws InterruptedException {
    return measure(system, measurement, (_, _) -> Map.of());
  }

  /**
   * @param figures besides, asked for before the system is frozen; told from when until when
   *     answers counted
   */
  Result measure(
      SystemUnderTest system,
      Measurement measurement,
      BiFunction<Instant, Instant, Map<String, Double>> figures)
      throws InterruptedException {
    system.thaw();
    provideFor(system, measurement);
    system.told(
        Probe.awaitRightAnswers(
            system.endpoints(), requests(system, Workload.UNIFORM, 0), PROBE_WITHIN));
    var meter = new Meter(system, systems);
    var window = new Window(options.settle(), options.seconds(), meter::start);
    var tally = load(system, measurement, window);
    system.told(tally);
    long answered = System.nanoTime();
    system.awaitQuiet();
    double quietAfter = (System.nanoTime() - answered) / 1e9;
    var spent = meter.stop();
    var disagreements = system.disagreements();
    var from = meter.startedAt();
    var besides = figures.apply(from, from.plus(options.seconds()));
    system.freeze();
    var result = result(system, measurement, tally, spent, quietAfter, disagreements, besides);
    write(result);
    return result;
  }

  /** Does nothing where there is enough already. */
  void provideFor(SystemUnderTest system, Measurement measurement) {
    var length = options.seconds().plus(options.settle());
    double most = measurement.rate() > 0 ? measurement.rate() : options.maxRate();
    system.provideFor(measurement.workload(), (long) (most * length.toSeconds()) + 1_000);
  }

  /** Draws what nobody has drawn before for this system. */
  Requests requests(SystemUnderTest system, Workload workload, int client) {
    var name = "b%d-%d".formatted(++drawn, client);
    return new Requests(workload, system.coupons(), name, options.seed() * 1_000_003 + drawn);
  }

  void write(Result result) {
    results.append(result);
    say(summary(result));
  }

  static void say(String line) {
    System.out.println(line);
  }

  @Override
  public synchronized void close() {
    systems.forEach(SystemUnderTest::close);
    systems.clear();
  }

  private void warmUp(SystemUnderTest system, List<Workload> workloads)
      throws InterruptedException {
    system.provideFor(Workload.UNIFORM, 1_000);
    system.told(
        Probe.awaitRightAnswers(
            system.endpoints(), requests(system, Workload.UNIFORM, 0), PROBE_WITHIN));
    var each = options.warmUp().dividedBy(workloads.size());
    long wrong = 0;
    var samples = new ArrayList<String>();
    for (var workload : workloads) {
      system.provideFor(workload, each.toMillis() * options.maxRate() / 1_000 + 1_000);
      var tally =
          new ClosedLoad(system.endpoints(), WARM_UP_CLIENTS)
              .run(client -> requests(system, workload, client), Window.warmUp(each));
      system.told(tally);
      wrong += tally.wrong();
      samples.addAll(tally.samples());
      say(
          "  warmed up with %d %s requests, %d wrong %s"
              .formatted(
                  tally.right() + tally.wrong(),
                  workload.label(),
                  tally.wrong(),
                  tally.samples().stream().limit(1).toList()));
    }
    system.awaitQuiet();
    var disagreements = system.disagreements();
    var warmUp = Result.ofWarmUp(system.label(), WARM_UP_CLIENTS, wrong, samples, disagreements);
    if (!warmUp.isSound()) {
      write(warmUp); // it is no figure, but the run has failed
    }
  }

  private Tally load(SystemUnderTest system, Measurement measurement, Window window)
      throws InterruptedException {
    var workload = measurement.workload();
    return measurement.clients() > 0
        ? new ClosedLoad(system.endpoints(), measurement.clients())
            .run(client -> requests(system, workload, client), window)
        : new OpenLoad(system.endpoints(), new Schedule(measurement.rate()))
            .run(requests(system, workload, 0), window);
  }

  private Result result(
      SystemUnderTest system,
      Measurement measurement,
      Tally tally,
      Meter.Spent spent,
      double quietAfter,
      List<String> disagreements,
      Map<String, Double> figures) {
    var micros = tally.micros();
    double seconds = options.seconds().toSeconds();
    return new Result(
        measurement.scenario().label(),
        measurement.round(),
        system.label(),
        measurement.workload().label(),
        measurement.clients(),
        measurement.rate(),
        seconds,
        micros.getTotalCount(),
        micros.getTotalCount() / seconds,
        tally.wrong(),
        tally.samples(),
        disagreements,
        percentiles(micros),
        spent.per(tally.sinceStart()),
        quietAfter,
        spent.otherPercent(),
        spent.foreignPercent(),
        figures);
  }

  static Map<String, Double> percentiles(Histogram micros) {
    var millis = new TreeMap<String, Double>();
    for (double percentile : new double[] {50, 90, 99, 99.9}) {
      var name = percentile == 99.9 ? "p99.9" : "p%.0f".formatted(percentile);
      millis.put(name, micros.getValueAtPercentile(percentile) / 1e3);
    }
    millis.put("max", micros.getMaxValue() / 1e3);
    return millis;
  }

  private static String summary(Result r) {
    var sound =
        r.isSound()
            ? "all right"
            : "WRONG: %d %s; books: %s"
                .formatted(r.wrong(), r.samples().stream().limit(1).toList(), r.disagreements());
    return String.format(
        Locale.ROOT,
        "%s, round %d, %s, %s, %s: %.0f/s, p50 %.1f ms, p99 %.1f ms, foreign CPU %.0f %%, %s %s",
        r.scenario(),
        r.round(),
        r.system(),
        r.workload(),
        r.clients() > 0 ? r.clients() + " clients" : "%.0f/s".formatted(r.rate()),
        r.perSecond(),
        r.millis().getOrDefault("p50", 0.0),
        r.millis().getOrDefault("p99", 0.0),
        r.foreignPercent(),
        sound,
        r.figures().isEmpty() ? "" : r.figures());
  }
}
