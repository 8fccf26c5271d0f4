package io.jumun.benchmarks;

import static io.jumun.benchmarks.system.Kind.MICRO_BATCHED;
import static io.jumun.benchmarks.system.Kind.SAGA_PROCESSES;
import static io.jumun.benchmarks.system.Kind.SAGA_STACK;
import static io.jumun.benchmarks.system.Kind.SINGLE_TRANSACTION;
import static io.jumun.benchmarks.system.Kind.SYNCHRONOUS_CALLS;

import io.jumun.benchmarks.load.Workload;
import io.jumun.benchmarks.system.Kind;
import io.jumun.benchmarks.system.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Systems that are measured in turn, A B C A B C, by the same measurements. */
final class Comparison {

  private final Bench bench;
  private final Options options;
  private final Scenario scenario;

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
    for (var stock : options.stocks()) {
      for (int pool : options.pools()) {
        variants.add(
            new Variant(
                SINGLE_TRANSACTION,
                "%s %s pool %d".formatted(SINGLE_TRANSACTION.label(), stock, pool),
                baseline(stock, pool),
                options.jvm(),
                0,
                1,
                false));
      }
    }
    closed(variants, List.of(Workload.UNIFORM, Workload.HOT), List.of(options.clients().getLast()));
  }

  void latency() throws InterruptedException {
    bench.start(
        variants(SAGA_STACK, SAGA_PROCESSES, SINGLE_TRANSACTION, MICRO_BATCHED, SYNCHRONOUS_CALLS),
        List.of(Workload.UNIFORM));
    var rates = rates();
    for (int round = 1; round <= options.rounds(); round++) {
      open(round, rates);
    }
  }

  void goals() throws InterruptedException {
    var workloads = options.workloads();
    bench.start(
        variants(SAGA_STACK, SINGLE_TRANSACTION, MICRO_BATCHED, SYNCHRONOUS_CALLS), workloads);
    var rates = rates();
    var last = List.of(options.clients().getLast());
    for (int round = 1; round <= options.rounds(); round++) {
      for (var workload : workloads) {
        var clients = workload == Workload.UNIFORM ? options.clients() : last;
        closed(Scenario.CAPACITY, round, workload, clients);
      }
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

  /** 25, 50 and 75 % of what the single transaction, or else the first system, can do now. */
  private List<Double> ratesOfReference() throws InterruptedException {
    var reference =
        bench.systems().stream()
            .filter(system -> system.variant().kind() == SINGLE_TRANSACTION)
            .findFirst()
            .orElse(bench.systems().getFirst());
    // Not among the others of capacity, which has its own.
    var told = scenario == Scenario.LATENCY ? Scenario.CAPACITY : scenario;
    var capacity = bench.measure(reference, Measurement.closed(told, 1, Workload.UNIFORM, 64));
    return List.of(
        Math.max(1, Math.floor(capacity.perSecond() * 0.25)),
        Math.max(1, Math.floor(capacity.perSecond() * 0.5)),
        Math.max(1, Math.floor(capacity.perSecond() * 0.75)));
  }

  private void closed(List<Variant> variants, List<Workload> workloads, List<Integer> clients)
      throws InterruptedException {
    bench.start(variants, workloads);
    for (int round = 1; round <= options.rounds(); round++) {
      for (var workload : workloads) {
        closed(scenario, round, workload, clients);
      }
    }
  }

  private void closed(Scenario told, int round, Workload workload, List<Integer> clients)
      throws InterruptedException {
    for (int count : clients) {
      for (var system : bench.systems()) {
        bench.measure(system, Measurement.closed(told, round, workload, count));
      }
    }
  }

  List<Variant> variants(Kind... otherwise) {
    return options.systems(otherwise).stream()
        .map(
            kind ->
                Variant.of(
                    kind,
                    kind.isSaga() ? options.shop() : baseline(options.stock(), options.pool()),
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

  private Map<String, String> baseline(String stock, int pool) {
    var settings = new HashMap<String, String>();
    settings.put("baseline.stock", stock);
    settings.put("baseline.committers", Integer.toString(options.committers()));
    settings.put("spring.datasource.hikari.maximum-pool-size", Integer.toString(pool));
    return settings;
  }
}
