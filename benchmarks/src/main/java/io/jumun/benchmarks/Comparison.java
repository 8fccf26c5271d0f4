package io.jumun.benchmarks;

import static io.jumun.benchmarks.system.Kind.MICRO_BATCHED;
import static io.jumun.benchmarks.system.Kind.SAGA_PROCESSES;
import static io.jumun.benchmarks.system.Kind.SAGA_STACK;
import static io.jumun.benchmarks.system.Kind.SINGLE_TRANSACTION;
import static io.jumun.benchmarks.system.Kind.SYNCHRONOUS_CALLS;

import io.jumun.benchmarks.load.Workload;
import io.jumun.benchmarks.report.Figures;
import io.jumun.benchmarks.report.Result;
import io.jumun.benchmarks.system.Kind;
import io.jumun.benchmarks.system.SystemUnderTest;
import io.jumun.benchmarks.system.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Systems that are measured in turn, A B C A B C, by the same measurements. */
final class Comparison {

  private static final int REFERENCE_CLIENTS = 64;

  /** A crowd that wants a hot product would be failed by the shop's five seconds. */
  private static final String POOL_PATIENCE_MILLIS = "60000";

  private final Bench bench;
  private final Options options;
  private final Scenario scenario;
  private final List<Result> measured = new ArrayList<>();

  Comparison(Bench bench) {
    this.bench = bench;
    this.options = bench.options();
    this.scenario = options.scenario();
  }

  void capacity() throws InterruptedException {
    closed(variants(Kind.values()), options.workloads(), options.clients());
  }

  void lone() throws InterruptedException {
    closed(variants(Kind.values()), List.of(Workload.UNIFORM), List.of(1));
  }

  void growth() throws InterruptedException {
    var variants = new ArrayList<Variant>();
    for (var variant : variants(SAGA_STACK, SINGLE_TRANSACTION)) {
      options.stored().forEach(stored -> variants.add(variant.withStoredOrders(stored)));
    }
    closed(variants, List.of(Workload.UNIFORM), List.of(options.clients().getLast()));
  }

  void replicas() throws InterruptedException {
    var variants = new ArrayList<Variant>();
    for (var variant : variants(SAGA_PROCESSES)) {
      if (variant.kind() == SAGA_STACK || variant.kind() == SYNCHRONOUS_CALLS) {
        throw new IllegalArgumentException(variant.label() + " has no replicas here");
      }
      options.replicas().forEach(count -> variants.add(variant.withReplicas(count)));
    }
    closed(variants, List.of(Workload.UNIFORM), List.of(options.clients().getLast()));
  }

  void tuning() throws InterruptedException {
    var variants = new ArrayList<Variant>();
    for (var variant : variants(SINGLE_TRANSACTION)) {
      variants.addAll(tuned(variant));
    }
    closed(variants, List.of(Workload.UNIFORM, Workload.HOT), List.of(options.clients().getLast()));
  }

  private List<Variant> tuned(Variant variant) {
    var tuned = new ArrayList<Variant>();
    switch (variant.kind()) {
      case SINGLE_TRANSACTION, SYNCHRONOUS_CALLS -> {
        for (var stock : options.stocks()) {
          for (int pool : options.pools()) {
            var settings = baseline(stock, pool, options.committers());
            tuned.add(variant.tuned("%s pool %d".formatted(stock, pool), settings));
          }
        }
      }
      case MICRO_BATCHED -> {
        for (int committers : options.committerCounts()) {
          var settings = baseline(options.stock(), options.pool(), committers);
          tuned.add(variant.tuned("%d committers".formatted(committers), settings));
        }
      }
      case SAGA_STACK, SAGA_PROCESSES ->
          throw new IllegalArgumentException(variant.label() + " is tuned by --twin-shop");
    }
    return tuned;
  }

  void latency() throws InterruptedException {
    bench.start(
        variants(SAGA_STACK, SAGA_PROCESSES, SINGLE_TRANSACTION, MICRO_BATCHED, SYNCHRONOUS_CALLS),
        List.of(Workload.UNIFORM));
    var rates = rates();
    for (int round : bench.rounds()) {
      open(round, rates);
    }
  }

  void goals() throws InterruptedException {
    var workloads = options.workloads();
    bench.start(
        variants(SAGA_STACK, SINGLE_TRANSACTION, MICRO_BATCHED, SYNCHRONOUS_CALLS), workloads);
    var last = List.of(options.clients().getLast());
    for (int round : bench.rounds()) {
      for (var workload : workloads) {
        var clients = workload == Workload.UNIFORM ? options.clients() : last;
        closed(Scenario.CAPACITY, round, workload, clients);
      }
    }
    var rates = rates();
    for (int round : bench.rounds()) {
      open(round, rates);
    }
  }

  private void open(int round, List<Double> rates) throws InterruptedException {
    for (double rate : rates) {
      for (var system : bench.systems()) {
        bench.measure(system, Measurement.open(Scenario.LATENCY, round, Workload.UNIFORM, rate));
      }
    }
  }

  private List<Double> rates() throws InterruptedException {
    return options.rates().isEmpty() ? ratesOfReference() : options.rates();
  }

  /**
   * 25, 50 and 75 % of what the single transaction, or else the first system, can do with 64
   * clients: in the rounds before, or now.
   */
  private List<Double> ratesOfReference() throws InterruptedException {
    var reference =
        bench.systems().stream()
            .filter(system -> system.variant().kind() == SINGLE_TRANSACTION)
            .findFirst()
            .orElse(bench.systems().getFirst());
    if (capacity(reference).isEmpty()) {
      measured.add(
          bench.measure(
              reference,
              Measurement.closed(
                  scenario, bench.rounds().getFirst(), Workload.UNIFORM, REFERENCE_CLIENTS)));
    }
    double perSecond =
        capacity(reference)
            .orElseThrow(() -> new IllegalStateException("No rates: a wrong answer was given"));
    return Stream.of(0.25, 0.5, 0.75)
        .map(part -> Math.max(1, Math.floor(perSecond * part)))
        .toList();
  }

  private OptionalDouble capacity(SystemUnderTest system) {
    var own =
        measured.stream()
            .filter(result -> result.system().equals(system.label()))
            .filter(result -> result.workload().equals(Workload.UNIFORM.label()))
            .filter(result -> result.clients() == REFERENCE_CLIENTS && result.isSound())
            .toList();
    return Figures.of(own, Result::perSecond).median();
  }

  private void closed(List<Variant> variants, List<Workload> workloads, List<Integer> clients)
      throws InterruptedException {
    bench.start(variants, workloads);
    for (int round : bench.rounds()) {
      for (var workload : workloads) {
        closed(scenario, round, workload, clients);
      }
    }
  }

  private void closed(Scenario told, int round, Workload workload, List<Integer> clients)
      throws InterruptedException {
    for (int count : clients) {
      for (var system : bench.systems()) {
        measured.add(bench.measure(system, Measurement.closed(told, round, workload, count)));
      }
    }
  }

  List<Variant> variants(Kind... otherwise) {
    return options.systems(otherwise).stream()
        .map(
            kind ->
                Variant.of(
                    kind,
                    kind.isSaga()
                        ? options.shop()
                        : baseline(options.stock(), options.pool(), options.committers()),
                    options.jvm()))
        .map(variant -> variant.withOneServer(options.oneServer()))
        .flatMap(this::withTwin)
        .toList();
  }

  private Stream<Variant> withTwin(Variant variant) {
    var shop = options.twinShop();
    var jvm = options.twinJvm();
    var oneServer = options.twinOneServer();
    if (!variant.kind().isSaga() || (shop.isEmpty() && jvm.isEmpty() && oneServer.isEmpty())) {
      return Stream.of(variant);
    }
    var twin = variant.twin(shop, jvm);
    return Stream.of(variant, twin.withOneServer(oneServer.orElse(variant.oneServer())));
  }

  private static Map<String, String> baseline(String stock, int pool, int committers) {
    var settings = new HashMap<String, String>();
    settings.put("baseline.stock", stock);
    settings.put("baseline.committers", Integer.toString(committers));
    settings.put("spring.datasource.hikari.maximum-pool-size", Integer.toString(pool));
    settings.put("spring.datasource.hikari.connection-timeout", POOL_PATIENCE_MILLIS);
    return settings;
  }
}
