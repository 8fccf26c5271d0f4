package io.jumun.faults.cluster;

import io.jumun.embedded.DatabaseSetup;
import io.jumun.embedded.Ports;
import io.jumun.faults.inside.ServiceMain;
import io.jumun.faults.proxy.TcpProxy;
import io.jumun.local.LocalStack;
import io.jumun.local.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A service: its replicas, and its links to its database and to the broker. */
public final class ServiceGroup implements AutoCloseable {

  /** Of every JVM with services, whatever its memory. */
  static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1", // a service lives for seconds here: start, not top speed
          "-XX:+EnableDynamicAgentLoading",
          "-Djdk.attach.allowAttachSelf=true",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Service service;
  private final TcpProxy database;
  private final TcpProxy broker;
  private final Map<String, String> settings;
  private final String classPath;
  private final Path logs;
  private final List<Replica> replicas = new CopyOnWriteArrayList<>();
  private @Nullable AotCache cache;
  private int started;

  ServiceGroup(
      Service service,
      TcpProxy database,
      TcpProxy broker,
      Map<String, String> settings,
      String classPath,
      Path logs) {
    this.service = service;
    this.database = database;
    this.broker = broker;
    this.settings = new HashMap<>(settings);
    this.settings.put(
        "spring.datasource.url",
        "jdbc:postgresql://localhost:%d/%s".formatted(database.port(), service.database()));
    this.settings.putAll(DatabaseSetup.settings(service.database(), service.database()));
    this.settings.put("spring.kafka.bootstrap-servers", "localhost:" + broker.port());
    this.settings.put("server.address", "127.0.0.1");
    this.settings.putAll(LocalStack.OPEN);
    this.classPath = classPath;
    this.logs = logs;
  }

  public String name() {
    return service.name();
  }

  public String databaseName() {
    return service.database();
  }

  /** Every connection of the service to its database goes through it. */
  public TcpProxy database() {
    return database;
  }

  /** Every connection of the service to the broker goes through it. */
  public TcpProxy broker() {
    return broker;
  }

  public List<Replica> replicas() {
    return List.copyOf(replicas);
  }

  /** The only one, most of the time. */
  public Replica first() {
    return replicas.getFirst();
  }

  public Replica scaleUp() {
    return scaleUp(Map.of());
  }

  /** What replicas that are started from now on are to start faster with. */
  void use(AotCache cache) {
    this.cache = cache;
  }

  /** One more replica, which starts. */
  public synchronized Replica scaleUp(Map<String, String> more) {
    var jvm = cache == null ? List.<String>of() : cache.toUse();
    int port = Ports.free();
    var program = new ArrayList<>(List.of(ServiceMain.class.getName()));
    program.addAll(arguments(port, more));
    var name = service.name() + "-" + ++started;
    var log = logs.resolve(name + ".log");
    var options = Stream.of(List.of("-Xmx320m"), JVM, jvm).flatMap(List::stream).toList();
    var process =
        new Supervised(name, () -> JavaProcess.start(name, log, classPath, options, program));
    var replica = new Replica(process, port);
    replicas.add(replica);
    process.start();
    return replica;
  }

  /** The service's name, then its settings. */
  List<String> arguments(int port, Map<String, String> more) {
    var own = new HashMap<>(settings);
    own.putAll(more);
    own.put("server.port", Integer.toString(port));
    return Stream.concat(
            Stream.of(service.name()),
            own.entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue())))
        .toList();
  }

  /** Stops a replica as a rolling update would. */
  public void scaleDown(Replica replica) {
    replicas.remove(replica);
    replica.process().stop();
  }

  /** Only the first stays. */
  public void scaleToOne() {
    replicas.stream().skip(1).toList().forEach(this::scaleDown);
  }

  /** Kills a replica that is not to come back. */
  public void lose(Replica replica) {
    replicas.remove(replica);
    replica.process().killForNow();
  }

  @Override
  public void close() {
    replicas.forEach(replica -> replica.process().killForNow());
    database.close();
    broker.close();
  }
}
