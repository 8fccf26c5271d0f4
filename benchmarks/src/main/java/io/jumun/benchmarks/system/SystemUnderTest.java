package io.jumun.benchmarks.system;

import io.jumun.benchmarks.load.CouponSource;
import io.jumun.benchmarks.load.Endpoints;
import io.jumun.benchmarks.load.Tally;
import io.jumun.benchmarks.load.Workload;
import io.jumun.benchmarks.measure.CpuTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * A system with PostgreSQL servers of its own, filled and ready. While another one is measured its
 * processes and its servers are frozen.
 */
public final class SystemUnderTest implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Duration AGREE_WITHIN = Duration.ofMinutes(5);
  private static final int GLANCES = 3;

  private final Variant variant;
  private final Postgres postgres;
  private final Databases databases;
  private final CouponStock coupons;
  private final Books books;
  private final Launcher launcher;
  private long paid;
  private long issued;
  private boolean frozen;

  private SystemUnderTest(Variant variant, Path directory, Postgres postgres) {
    this.variant = variant;
    this.postgres = postgres;
    this.databases = variant.kind().createDatabases(postgres);
    Seed.fill(databases);
    if (variant.storedOrders() > 0) {
      new StoredOrders(databases, variant.storedOrders()).fill();
    }
    databases.all().forEach(postgres::vacuum);
    this.coupons = new CouponStock(databases);
    this.books = new Books(databases);
    this.launcher = new Launcher(variant, directory, postgres);
  }

  /**
   * Returns when it says that it is ready.
   *
   * @param root what an earlier run left there for this system is removed
   */
  public static SystemUnderTest start(Variant variant, Path root) throws InterruptedException {
    var directory = root.resolve(variant.directory());
    clean(directory);
    var postgres = new Postgres(directory.resolve("postgres"), variant.oneServer());
    SystemUnderTest system = null;
    try {
      system = new SystemUnderTest(variant, directory, postgres);
      system.launcher.start();
      system.awaitReady();
      return system;
    } catch (RuntimeException | InterruptedException e) {
      if (system == null) {
        postgres.close();
      } else {
        system.close();
      }
      throw e;
    }
  }

  public Variant variant() {
    return variant;
  }

  public String label() {
    return variant.label();
  }

  public Endpoints endpoints() {
    return new Endpoints(launcher.orderPorts(), launcher.couponPorts());
  }

  public CouponSource coupons() {
    return coupons;
  }

  /** Of the broker; empty without one. */
  public String bootstrapServers() {
    return launcher.bootstrapServers();
  }

  public int postgresServers() {
    return postgres.count();
  }

  public Map<String, String> postgresSettings() {
    return postgres.settings();
  }

  /** So many requests can be drawn from now on. */
  public void provideFor(Workload workload, long requests) {
    if (workload == Workload.COUPONS) {
      coupons.provideWishes(requests);
    } else {
      coupons.provideHeld(requests / 2); // a third has one, by chance
    }
    postgres.checkpoint();
  }

  /** What its processes and its server have used since they were started. */
  public CpuTimes cpu() {
    var times = CpuTimes.none();
    for (var server : postgres.components()) {
      times = times.plus(server.cpu());
    }
    for (var program : launcher.programs()) {
      times = times.plus(program.process().component(program.component()).cpu());
    }
    return times;
  }

  /**
   * What it has used since it was started of what has a limit of its own, by what and where. Only
   * for a system of services with a broker that is not frozen.
   */
  public Map<String, Double> usage() throws InterruptedException {
    return new Usage(postgres, databases, launcher).read();
  }

  /** From now on it takes no CPU. */
  public void freeze() {
    launcher.programs().forEach(program -> program.process().freeze());
    postgres.freeze();
    frozen = true;
  }

  /** Goes on where it was frozen; returns when it says that it is ready. */
  public void thaw() throws InterruptedException {
    if (frozen) {
      postgres.thaw();
      launcher.programs().forEach(program -> program.process().thaw());
      frozen = false;
    }
    awaitReady();
  }

  /** What clients were told; the books must agree with it. */
  public void told(Tally tally) {
    paid += tally.paid();
    issued += tally.issued();
  }

  /** Orders that were put into its database, and will be paid without a client being told. */
  public void expectPaid(long orders) {
    paid += orders;
  }

  /** Returns when nothing is under way any more, as far as a glance tells, or after a while. */
  public void awaitQuiet() throws InterruptedException {
    long deadline = System.nanoTime() + AGREE_WITHIN.toNanos();
    int quiet = 0;
    while (quiet < GLANCES && System.nanoTime() < deadline) {
      quiet = books.looksQuiet() ? quiet + 1 : 0;
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /**
   * What the books do not agree about, once there was time to end everything; empty if all does.
   */
  public List<String> disagreements() throws InterruptedException {
    long deadline = System.nanoTime() + AGREE_WITHIN.toNanos();
    while (true) {
      var found = books.disagreements(paid, issued + coupons.seeded());
      if (found.isEmpty()) {
        return found;
      }
      if (System.nanoTime() > deadline) {
        forgive();
        return found;
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  /** Stops the service's processes, as an orchestrator would. */
  public List<Program> stop(String service) throws InterruptedException {
    var stopped = launcher.programs().stream().filter(p -> p.component().equals(service)).toList();
    for (var program : stopped) {
      program.process().stop();
    }
    return stopped;
  }

  /** Starts what was stopped; returns when it serves. */
  public void startAgain(List<Program> stopped) throws InterruptedException {
    for (var program : stopped) {
      launcher.restart(program);
    }
    awaitReady();
  }

  /** Runs a statement with numbers for parameters in one of its databases. */
  public void execute(Role role, String statement, Object... parameters) {
    databases.execute(role, statement, parameters);
  }

  /** The row of numbers that a query finds in one of its databases. */
  public List<Long> numbers(Role role, String query, Object... parameters) {
    return databases.numbers(role, query, parameters);
  }

  @Override
  public void close() {
    launcher.programs().forEach(program -> program.process().close());
    postgres.close();
  }

  /** One run's mistake is not the next one's. */
  private void forgive() {
    books.openAnew();
    paid = 0;
    issued = -coupons.seeded();
  }

  private void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    for (var program : launcher.programs()) {
      for (int port : program.ports()) {
        while (!isReady(port)) {
          if (System.nanoTime() > deadline || !program.process().isAlive()) {
            throw new IllegalStateException(
                "%s of %s is not ready; its log tells why"
                    .formatted(program.process().name(), label()));
          }
          TimeUnit.MILLISECONDS.sleep(100);
        }
      }
    }
  }

  private static boolean isReady(int port) throws InterruptedException {
    try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      var url = URI.create("http://localhost:%d/actuator/health/readiness".formatted(port));
      var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not there, or not yet
    }
  }

  private static void clean(Path directory) {
    Postgres.stopLeftovers(directory.resolve("postgres"));
    try {
      FileSystemUtils.deleteRecursively(directory);
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clean " + directory, e);
    }
  }
}
