package io.jumun.faults.cluster;

import io.jumun.embedded.EmbeddedPostgresServer;
import io.jumun.faults.inside.TrainingMain;
import io.jumun.faults.proxy.TcpProxy;
import io.jumun.local.LocalStack;
import io.jumun.local.Service;
import io.jumun.platform.DataPlatform;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The whole shop, every part a process of its own:
 *
 * <pre>
 *   clients ──> order-service ──link──> PostgreSQL   (one server, five databases)
 *               …  five services ──link──> Kafka
 *               dataplatform-consumer ──> data platform (a stand-in within this program)
 * </pre>
 */
public final class Shop implements AutoCloseable {

  /** Outlives a run: another with the same classes need not make it again. */
  private static final Path CLASSES = Path.of("target", "service-classes").toAbsolutePath();

  private static final Duration READY_WITHIN = Duration.ofMinutes(5);

  private final PostgresServer postgres;
  private final KafkaServer kafka;
  private final Path platformData;
  private final int platformPort;
  private DataPlatform platform;
  private final Map<String, ServiceGroup> services = new LinkedHashMap<>();

  private Shop(PostgresServer postgres, KafkaServer kafka, Path platformData) {
    this.postgres = postgres;
    this.kafka = kafka;
    this.platformData = platformData;
    this.platform = DataPlatform.start(platformData, 0);
    this.platformPort = platform.url().getPort();
  }

  /**
   * Starts everything and returns when orders can be placed.
   *
   * @param directory for data and logs; what an earlier run left there is removed
   * @param settings of all services
   * @param overlays classes that take the place of a service's own, by service
   */
  public static Shop start(Path directory, Map<String, String> settings, Map<String, Path> overlays)
      throws InterruptedException {
    var names = LocalStack.SERVICES.stream().map(Service::name).toList();
    var logs = directory.resolve("logs");
    clean(directory);
    var postgres = new PostgresServer(Disk.prepare(directory.resolve("postgres"), "4g"));
    var classPath = ClassPath.ofJars(CLASSES);
    var kafka =
        new KafkaServer(
            Disk.prepare(directory.resolve("kafka"), "4g"),
            names,
            classPath,
            logs.resolve("kafka.log"));
    var shop = new Shop(postgres, kafka, directory.resolve("data-platform"));
    try {
      shop.link(settings, classPath, overlays, logs);
      kafka.start();
      shop.train(AotCache.of(CLASSES, classPath), classPath, logs.resolve("training.log"));
      shop.services().forEach(ServiceGroup::scaleUp);
      shop.awaitReady();
      return shop;
    } catch (RuntimeException | InterruptedException e) {
      shop.close();
      throw e;
    }
  }

  public List<ServiceGroup> services() {
    return List.copyOf(services.values());
  }

  public ServiceGroup service(String name) {
    return Objects.requireNonNull(services.get(name), name);
  }

  public ServiceGroup orders() {
    return service(LocalStack.ORDER.name());
  }

  public PostgresServer postgres() {
    return postgres;
  }

  public KafkaServer kafka() {
    return kafka;
  }

  public DataPlatform platform() {
    return platform;
  }

  /** Starts the data platform again, with what it had. */
  public void restartPlatform() {
    platform = DataPlatform.start(platformData, platformPort);
  }

  /** For a shop that does not get well: what is known of each replica, and more in their logs. */
  public String examine() {
    return services.values().stream()
        .flatMap(service -> service.replicas().stream())
        .map(Replica::examine)
        .collect(Collectors.joining("\n"));
  }

  /** Blocks until every replica says that it can serve. */
  public void awaitReady() {
    for (var service : services.values()) {
      service.replicas().forEach(replica -> replica.awaitReady(READY_WITHIN));
    }
  }

  @Override
  public void close() {
    services.values().forEach(ServiceGroup::close);
    platform.close();
    kafka.close();
    postgres.close();
    kafka.disk().close();
    postgres.disk().close();
  }

  /** So that every later start of a service takes a third of the time, as in its image. */
  private void train(AotCache cache, String classPath, Path log) throws InterruptedException {
    if (cache.isMissing()) {
      var options = Stream.of(List.of("-Xmx1g"), ServiceGroup.JVM, cache.toCreate());
      var program = new ArrayList<>(List.of(TrainingMain.class.getName()));
      for (var service : services.values()) {
        program.addAll(service.arguments(0, Map.of()));
      }
      var trainee =
          JavaProcess.start(
              "training", log, classPath, options.flatMap(List::stream).toList(), program);
      trainee.awaitStarted(READY_WITHIN);
      trainee.stop(READY_WITHIN); // it writes the cache then
      if (cache.isMissing()) {
        throw new IllegalStateException("No class cache was made; training.log tells why");
      }
    }
    services.values().forEach(service -> service.use(cache));
  }

  private void link(
      Map<String, String> settings, String classPath, Map<String, Path> overlays, Path logs) {
    for (var service : LocalStack.SERVICES) {
      postgres.createDatabase(service.database());
      var database = TcpProxy.start(0, "localhost", postgres.port());
      var broker = TcpProxy.start(0, "localhost", kafka.portFor(service.name()));
      kafka.advertise(service.name(), broker.port());
      var all = new LinkedHashMap<>(settings);
      all.put("jumun.dataplatform.url", platform.url().toString());
      var overlay = overlays.get(service.name());
      var classes = overlay == null ? classPath : overlay + File.pathSeparator + classPath;
      services.put(service.name(), new ServiceGroup(service, database, broker, all, classes, logs));
    }
  }

  /** What a run leaves that was killed: a server, file systems, files. */
  private static void clean(Path directory) {
    EmbeddedPostgresServer.stopLeftover(directory.resolve("postgres").resolve("data"));
    Disk.release(directory.resolve("postgres"));
    Disk.release(directory.resolve("kafka"));
    try {
      FileSystemUtils.deleteRecursively(directory);
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clean " + directory, e);
    }
  }
}
