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

  private static final List<String> JVM =
      List.of(
          "-Xmx320m",
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

  public Replica scaleUp(Map<String, String> more) {
    return scaleUp(more, cache == null ? List.of() : cache.toUse());
  }

  /** What replicas that are started from now on are to start faster with. */
  void use(AotCache cache) {
    this.cache = cache;
  }

  /** One more replica, which starts. */
  synchronized Replica scaleUp(Map<String, String> more, List<String> jvm) {
    int port = Ports.free();
    var own = new HashMap<>(settings);
    own.putAll(more);
    own.put("server.port", Integer.toString(port));
    var program = new ArrayList<>(List.of(ServiceMain.class.getName(), service.name()));
    own.forEach((setting, value) -> program.add("--" + setting + "=" + value));
    var name = service.name() + "-" + ++started;
    var log = logs.resolve(name + ".log");
    var options = Stream.concat(JVM.stream(), jvm.stream()).toList();
    var process =
        new Supervised(name, () -> JavaProcess.start(name, log, classPath, options, program));
    var replica = new Replica(process, port);
    replicas.add(replica);
    process.start();
    return replica;
  }

  /** Stops a replica as a rolling update would. */
  public void scaleDown(Replica replica) {
    replicas.remove(replica);
    replica.process().stop();
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
