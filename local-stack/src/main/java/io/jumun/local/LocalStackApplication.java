package io.jumun.local;

import io.jumun.embedded.EmbeddedPostgresServer;
import io.jumun.embedded.PortTakenException;
import io.jumun.embedded.Ports;
import io.jumun.platform.DataPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Starts the shop, says where everything is, and stops all of it on Ctrl-C or SIGTERM. */
public final class LocalStackApplication {

  private LocalStackApplication() {}

  public static void main(String... arguments) throws InterruptedException {
    try {
      run(LocalStackOptions.parse(arguments));
    } catch (RuntimeException e) {
      say("");
      say("The shop did not start: " + reason(e));
      System.exit(1);
    }
  }

  private static void run(LocalStackOptions options) throws InterruptedException {
    if (options.withParent()) {
      // A build tool that is killed does not always kill what it started.
      ProcessHandle.current()
          .parent()
          .ifPresent(
              parent -> {
                var _ = parent.onExit().thenRun(() -> System.exit(0));
              });
    }
    var stopped = new CountDownLatch(1);
    var stack = new Shop();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  say("Stopping …");
                  stack.close();
                  say("Stopped.");
                  stopped.countDown();
                },
                "stop"));
    stack.start(options);
    stopped.await();
  }

  private static String reason(Throwable e) {
    var cause = e;
    while (cause.getCause() != null && !(cause instanceof PortTakenException)) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private static void say(String line) {
    System.out.println(line);
  }

  /** What is running, in the order in which it was started. */
  private static final class Shop implements AutoCloseable {

    private final ArrayDeque<AutoCloseable> started = new ArrayDeque<>();
    private boolean closed;

    void start(LocalStackOptions options) {
      long begin = System.nanoTime();
      keep(DataLock.acquire(options.data()));
      options.servicePorts().forEach((service, port) -> Ports.requireFree(port, service));
      Ports.requireFree(options.platformPort(), "the data platform");
      if (options.clean()) {
        EmbeddedPostgresServer.stopLeftover(options.data().resolve("postgres"));
        forget(options.data());
      }
      say("Starting PostgreSQL and Kafka, data in " + options.data());
      var backends = keep(EmbeddedBackends.start(options));
      var platform =
          keep(DataPlatform.start(options.data().resolve("data-platform"), options.platformPort()));
      say("Starting the services");
      var stack =
          keep(LocalStack.start(backends, platform.url(), options.servicePorts(), Map.of()));
      boolean created = new DemoData(stack).createOnce();
      new Welcome(options, created).print();
      say(
          "Ready after %.1f s. Ctrl-C stops everything."
              .formatted((System.nanoTime() - begin) / 1e9));
    }

    private synchronized <T extends AutoCloseable> T keep(T part) {
      started.push(part);
      return part;
    }

    @Override
    public synchronized void close() {
      while (!closed && !started.isEmpty()) {
        try {
          started.pop().close();
        } catch (Exception e) {
          say("While stopping: " + e);
        }
      }
      closed = true;
    }

    /**
     * Only what this stack itself puts there: a mistyped directory must not cost anybody a file.
     */
    private static void forget(Path data) {
      for (var own : List.of("postgres", "kafka", "data-platform")) {
        delete(data.resolve(own));
      }
    }

    private static void delete(Path directory) {
      if (!Files.exists(directory)) {
        return;
      }
      try (var files = Files.walk(directory)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete " + directory, e);
      }
    }
  }

  /** The table that is printed when all is ready. */
  private record Welcome(LocalStackOptions options, boolean demoDataCreated) {

    void print() {
      say("");
      say("  Jumun runs. This stack is OPEN: no tokens, no TLS, trivial passwords; loopback only.");
      say("");
      for (var service : LocalStack.SERVICES) {
        var port = options.servicePorts().get(service.name());
        row(service.name(), "http://localhost:" + port);
      }
      row(
          "data platform",
          URI.create("http://localhost:" + options.platformPort() + "/v1/paid-orders").toString());
      row("Kafka", "localhost:" + options.kafkaPort());
      for (var service : LocalStack.SERVICES) {
        row(
            "PostgreSQL " + service.database(),
            "postgresql://%1$s:%1$s@localhost:%2$d/%1$s"
                .formatted(service.database(), options.postgresPort()));
      }
      say("");
      say(
          demoDataCreated
              ? "  Demo data: products 1 to %d, users 1 to %d with a balance, coupons 1 to %d (2 to 10 %%) for each."
                  .formatted(DemoData.PRODUCTS, DemoData.USERS, DemoData.COUPONS)
              : "  Data of an earlier run is there (start with --clean to forget it).");
      say("");
      say(
          "  curl -i localhost:%d/orders -H 'Content-Type: application/json' \\"
              .formatted(options.servicePorts().get(LocalStack.ORDER.name())));
      say("       -d '{\"userId\":1,\"items\":[{\"productId\":10,\"quantity\":2}]}'");
      say("");
    }

    private static void row(String what, String where) {
      say("  %-24s %s".formatted(what, where));
    }
  }
}
