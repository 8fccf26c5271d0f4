package io.jumun.faults;

import io.jumun.books.Books;
import io.jumun.books.ClientHistory;
import io.jumun.books.Evidence;
import io.jumun.books.Explained;
import io.jumun.books.Violation;
import io.jumun.faults.cluster.ServiceGroup;
import io.jumun.faults.cluster.Shop;
import io.jumun.faults.fault.Fault;
import io.jumun.faults.fault.Programme;
import io.jumun.faults.fault.Records;
import io.jumun.faults.fault.Scene;
import io.jumun.faults.load.Load;
import io.jumun.faults.report.Report;
import io.jumun.faults.report.Strike;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Starts the shop, lets customers in, breaks and heals it, waits for quiet, checks the books. */
final class FaultRun {

  private static final Duration RECOVERS_WITHIN = Duration.ofMinutes(3);

  private final FaultRunOptions options;
  private final Progress progress;
  private final ClientHistory history = new ClientHistory();
  private final List<Strike> strikes = new ArrayList<>();

  FaultRun(FaultRunOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * @param overlays classes that take the place of a service's own, by service
   */
  Report run(Map<String, Path> overlays) throws Exception {
    var began = Instant.now();
    progress.tell("Starting PostgreSQL, Kafka and five services, each a process of its own");
    try (var shop = Shop.start(options.directory().resolve("work"), SETTINGS, overlays)) {
      progress.tell("Ready; %s orders a second, seed %d".formatted(options.rate(), options.seed()));
      var records = new Records(shop.kafka().bootstrapServers());
      try (var books = new Books(evidence(shop, records));
          var load = new Load(shop, history, options.seed(), options.rate());
          var watch = Executors.newSingleThreadScheduledExecutor()) {
        load.start();
        var watching = watch.scheduleWithFixedDelay(books::watch, 2, 2, TimeUnit.SECONDS);
        strikeAll(new Scene(shop, load, records, new SplittableRandom(options.seed())), began);
        load.close();
        var unquiet = awaitQuiet(books);
        var broken = stop(watching);
        var violations = check(books, unquiet, broken);
        return new Report(
            options.seed(),
            began,
            Instant.now(),
            load.orders(),
            List.copyOf(strikes),
            violations,
            load.pulse().beats());
      }
    } finally {
      history.writeTo(options.directory().resolve("history.jsonl"));
    }
  }

  private void strikeAll(Scene scene, Instant began) throws InterruptedException {
    var programme = new Programme(options.seed());
    var end = began.plus(Duration.ofMinutes(options.minutes()));
    boolean disks = scene.shop().postgres().disk().canBeFilled();
    if (!disks) {
      progress.tell("No file system can be mounted here: no disk will be filled");
    }
    Scene.last(Duration.ofSeconds(5));
    do {
      for (var fault : faults(programme, disks)) {
        strike(fault, scene);
      }
    } while (Instant.now().isBefore(end));
  }

  private List<Fault> faults(Programme programme, boolean disksCanBeFilled) {
    if (options.only().isEmpty()) {
      return programme.round(disksCanBeFilled, options.minutes() == 0);
    }
    var chosen = programme.matching(Pattern.compile(options.only()), disksCanBeFilled);
    return Collections.nCopies(options.times(), chosen).stream().flatMap(List::stream).toList();
  }

  private void strike(Fault fault, Scene scene) throws InterruptedException {
    var began = Instant.now();
    long ordersBefore = scene.load().orders();
    Instant counted;
    String problem = null;
    try {
      counted = fault.course().run(scene);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      counted = Instant.now();
      problem = e.toString();
      // Or a replica that it has added would lead where later faults strike the first.
      scene.shop().services().forEach(ServiceGroup::scaleToOne);
    }
    var recovery = awaitRecovery(scene, counted);
    var symptoms = recovery.isPresent() ? null : scene.shop().examine();
    var strike =
        new Strike(
            strikes.size() + 1,
            fault.kind(),
            fault.name(),
            began,
            counted,
            recovery.orElse(null),
            scene.load().orders() - ordersBefore,
            symptoms,
            problem);
    strikes.add(strike);
    progress.tell(strike);
  }

  private static Optional<Duration> awaitRecovery(Scene scene, Instant since)
      throws InterruptedException {
    var patience = Instant.now().plus(RECOVERS_WITHIN);
    while (Instant.now().isBefore(patience)) {
      var well = scene.load().pulse().wellSince(since);
      if (well.isPresent()) {
        return Optional.of(Duration.between(since, well.get()));
      }
      Scene.last(Duration.ofMillis(200));
    }
    return Optional.empty();
  }

  private @Nullable String awaitQuiet(Books books) throws InterruptedException {
    progress.tell("No more customers; waiting until nothing is under way");
    var patience = Instant.now().plus(options.quietWithin());
    var unquiet = books.unquiet();
    while (unquiet.isPresent() && Instant.now().isBefore(patience)) {
      Scene.last(Duration.ofSeconds(1));
      unquiet = books.unquiet();
    }
    return unquiet.orElse(null);
  }

  /** Returns why it had stopped by itself, if it had: nobody would have seen an end change. */
  private static @Nullable String stop(Future<?> watching) throws InterruptedException {
    if (watching.cancel(false)) {
      return null;
    }
    try {
      watching.get();
      return "it ended";
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause());
    }
  }

  private List<Violation> check(Books books, @Nullable String unquiet, @Nullable String broken) {
    progress.tell("Checking the books");
    var violations = new ArrayList<>(books.check());
    if (unquiet != null) {
      violations.add(new Violation("all becomes quiet", unquiet));
    }
    if (broken != null) {
      violations.add(new Violation("the books are watched to the end", broken));
    }
    for (var strike : strikes) {
      if (strike.recovery() == null) {
        violations.add(
            new Violation("the shop recovers by itself", strike.name() + "\n" + strike.symptoms()));
      }
      if (strike.problem() != null) {
        violations.add(
            new Violation("the fault could be staged", strike.name() + ": " + strike.problem()));
      }
    }
    return violations;
  }

  private Evidence evidence(Shop shop, Records records) {
    var databases = new HashMap<String, DataSource>();
    for (var name : Evidence.DATABASES) {
      databases.put(
          name, new DriverManagerDataSource(shop.postgres().jdbcUrl(name), "postgres", "postgres"));
    }
    return new Evidence(
        databases,
        shop.kafka().bootstrapServers(),
        history,
        () -> shop.platform().paidOrders().values(),
        new Explained(records::poison, records::deleted, records::hasLost));
  }

  /** Shorter than in production where a run would only wait. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "jumun.outbox.relay.heartbeat", "2s",
          "jumun.outbox.relay.delivery-timeout", "20s", // below the time that the broker is away
          "jumun.reconciliation.grace", "150s",
          "jumun.reconciliation.again-after", "6m",
          "jumun.reconciliation.interval", "5s",
          "jumun.dataplatform.retry-max", "5s",
          "jumun.dataplatform.lease", "25s");
}
