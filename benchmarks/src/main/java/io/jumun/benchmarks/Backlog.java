package io.jumun.benchmarks;

import io.jumun.benchmarks.load.Catalog;
import io.jumun.benchmarks.load.OpenLoad;
import io.jumun.benchmarks.load.Schedule;
import io.jumun.benchmarks.load.Tally;
import io.jumun.benchmarks.load.Window;
import io.jumun.benchmarks.load.Workload;
import io.jumun.benchmarks.report.Result;
import io.jumun.benchmarks.system.Kind;
import io.jumun.benchmarks.system.Role;
import io.jumun.benchmarks.system.SystemUnderTest;
import io.jumun.benchmarks.system.Variant;
import io.jumun.contracts.Topics;
import io.jumun.local.LocalStack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * order-service, and with it its relay, is away while orders pile up with their events. Then it
 * comes back and serves new orders at a constant rate: how long until the last of the old events is
 * published?
 */
final class Backlog {

  private static final int ROWS_PER_COMMIT = 500;
  private static final Duration DRAINED_WITHIN = Duration.ofMinutes(20);
  private static final double DEFAULT_RATE = 100;

  /** Longer than the queue: what is measured is the relay, not whom the deadline hits. */
  private static final Map<String, String> PATIENCE = Map.of("jumun.order.deadline", "1h");

  /** New orders wait behind the backlog by the thousand, and each holds some of it. */
  private static final String HEAP = "-Xmx3g";

  private static final String ORDERS =
      """
      with clock as (select clock_timestamp() as now),
      placed as (
        insert into orders (order_id, user_id, status, created_at, deadline_at)
        select i, 1 + i %% %1$d, 'PENDING', now, now + interval '1 hour'
        from generate_series(?::bigint, ?::bigint) as i, clock returning *
      ),
      lines as (
        insert into order_lines (order_id, product_id, quantity)
        select order_id, 1 + order_id * 31 %% %2$d, 1 from placed
      )
      insert into outbox (aggregatetype, aggregateid, type, payload)
      select 'order', order_id::text, 'io.jumun.OrderCreated.v1', json_build_object(
        'orderId', order_id, 'userId', user_id, 'createdAt',
        to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'lines', json_build_array(
          json_build_object('productId', 1 + order_id * 31 %% %2$d, 'quantity', 1)))
      from placed
      """
          .formatted(Catalog.USERS, Catalog.PRODUCTS);

  private final Bench bench;
  private final Options options;

  Backlog(Bench bench) {
    this.bench = bench;
    this.options = bench.options();
  }

  void run() throws InterruptedException {
    var settings = new HashMap<>(options.shop());
    settings.putAll(PATIENCE);
    var jvm = Stream.concat(Stream.of(HEAP), options.jvm().stream()).toList();
    var shop = Variant.of(Kind.SAGA_PROCESSES, settings, jvm);
    bench.start(List.of(shop.withOneServer(options.oneServer())), List.of(Workload.UNIFORM));
    for (int round : bench.rounds()) {
      bench.write(measure(bench.systems().getFirst(), round));
    }
  }

  private Result measure(SystemUnderTest system, int round) throws InterruptedException {
    double rate = options.rates().isEmpty() ? DEFAULT_RATE : options.rates().getFirst();
    system.thaw();
    system.provideFor(Workload.UNIFORM, (long) (rate * DRAINED_WITHIN.toSeconds()) + 1_000);
    try (var topic = new PublishedEvents(system.bootstrapServers(), List.of(Topics.ORDER_EVENTS))) {
      var stopped = system.stop(LocalStack.ORDER.name());
      long ahead = topic.count() - written(system);
      pileUp(system, options.backlog());
      long begin = System.nanoTime();
      system.startAgain(stopped);
      var figures = new TreeMap<String, Double>();
      figures.put("backlog, rows", (double) options.backlog());
      figures.put("seconds to start order-service", seconds(begin));
      return serve(system, round, rate, topic, ahead, figures);
    }
  }

  /**
   * Under load, until everything is published that the outbox holds at the beginning.
   *
   * @param ahead how many events more the topic has than the outbox, where nothing is to be
   *     published
   */
  private Result serve(
      SystemUnderTest system,
      int round,
      double rate,
      PublishedEvents topic,
      long ahead,
      Map<String, Double> figures)
      throws InterruptedException {
    var load = new OpenLoad(system.endpoints(), new Schedule(rate));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long target = written(system) + ahead;
      long atBegin = topic.count();
      long writtenAtBegin = target - ahead;
      var meter = new Meter(system, bench.systems());
      long begin = System.nanoTime();
      var serving =
          threads.submit(
              () ->
                  load.run(
                      bench.requests(system, Workload.UNIFORM, 0),
                      new Window(Duration.ZERO, DRAINED_WITHIN, () -> {})));
      awaitPublished(topic, target, begin);
      double drained = Math.max(0.001, seconds(begin));
      var spent = meter.stop();
      double published = topic.count() - atBegin;
      double arrived = written(system) - writtenAtBegin;
      load.stop();
      figures.put("rows to drain when it served", (double) (target - atBegin));
      figures.put("seconds to drain", drained);
      figures.put("rows published a second", published / drained);
      figures.put("rows written a second meanwhile", arrived / drained);
      figures.put("orders asked for a second", rate);
      return result(system, round, rate, spent, serving.get(), figures);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The load failed", e.getCause());
    } finally {
      load.stop();
    }
  }

  private static Result result(
      SystemUnderTest system,
      int round,
      double rate,
      Meter.Spent spent,
      Tally tally,
      Map<String, Double> figures)
      throws InterruptedException {
    system.told(tally);
    system.awaitQuiet();
    var disagreements = system.disagreements();
    var millis = Bench.percentiles(tally.micros());
    millis.forEach((name, value) -> figures.put("latency meanwhile, " + name + " ms", value));
    return new Result(
        Scenario.BACKLOG.label(),
        round,
        system.label(),
        "",
        0,
        rate,
        spent.seconds(),
        tally.right(),
        tally.right() / spent.seconds(),
        tally.wrong(),
        tally.samples(),
        disagreements,
        millis,
        Map.of(),
        0,
        spent.otherPercent(),
        spent.foreignPercent(),
        figures);
  }

  private static void awaitPublished(PublishedEvents topic, long target, long begin)
      throws InterruptedException {
    while (topic.count() < target) {
      if (System.nanoTime() - begin > DRAINED_WITHIN.toNanos()) {
        throw new IllegalStateException("The relay did not drain within " + DRAINED_WITHIN);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static long written(SystemUnderTest system) {
    return system.numbers(Role.ORDERS, "select count(*) from outbox").getFirst();
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void pileUp(SystemUnderTest system, int rows) {
    long first =
        system
            .numbers(
                Role.ORDERS,
                "select setval('order_ids', (last_value / 50 + %d) * 50 + 1) from order_ids"
                    .formatted(rows / 50 + 4))
            .getFirst();
    // Behind every id that was given out, before every one that will be.
    long from = first - 100 - rows;
    for (int done = 0; done < rows; done += ROWS_PER_COMMIT) {
      long last = from + Math.min(rows, done + ROWS_PER_COMMIT) - 1;
      system.execute(Role.ORDERS, ORDERS, from + done, last);
    }
    system.expectPaid(rows);
  }
}
