package io.jumun.faults.cluster;

import io.jumun.embedded.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The broker. Every service has a listener of its own, so that each can have a link of its own: a
 * broker tells its clients by which address they are to come.
 */
public final class KafkaServer implements AutoCloseable {

  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  private final Disk disk;
  private final int port = Ports.free();
  private final int controllerPort = Ports.free();
  private final Map<String, Integer> listenerPorts = new HashMap<>();
  private final Map<String, Integer> advertisedPorts = new HashMap<>();
  private final String classPath;
  private final Path log;
  private final Supervised broker;

  KafkaServer(Disk disk, List<String> clients, String classPath, Path log) {
    this.disk = disk;
    this.classPath = classPath;
    this.log = log;
    clients.forEach(client -> listenerPorts.put(listener(client), Ports.free()));
    this.broker = new Supervised("kafka", this::launch);
  }

  /** Where the client's link is to lead. */
  int portFor(String client) {
    return Objects.requireNonNull(listenerPorts.get(listener(client)));
  }

  /** Where the client's link is entered. */
  void advertise(String client, int linkPort) {
    advertisedPorts.put(listener(client), linkPort);
  }

  void start() throws InterruptedException {
    broker.start();
    broker.awaitStarted(START_WITHIN);
  }

  /** Without any link between: for the checker. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  public Supervised process() {
    return broker;
  }

  public Disk disk() {
    return disk;
  }

  @Override
  public void close() {
    broker.killForNow(); // its data is not needed any more
  }

  private JavaProcess launch() {
    var listeners = new ArrayList<String>();
    var advertised = new ArrayList<String>();
    var protocols = new ArrayList<String>();
    listeners.add("PLAINTEXT://localhost:" + port);
    listeners.add("CONTROLLER://localhost:" + controllerPort);
    advertised.add("PLAINTEXT://localhost:" + port);
    protocols.add("PLAINTEXT:PLAINTEXT");
    protocols.add("CONTROLLER:PLAINTEXT");
    listenerPorts.forEach(
        (name, own) -> {
          listeners.add("%s://localhost:%d".formatted(name, own));
          advertised.add("%s://localhost:%d".formatted(name, advertisedPorts.get(name)));
          protocols.add(name + ":PLAINTEXT");
        });
    return JavaProcess.start(
        "kafka",
        log,
        classPath,
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        List.of(
            KafkaMain.class.getName(),
            disk.directory().resolve("data").toString(),
            Integer.toString(port),
            Integer.toString(controllerPort),
            "listeners=" + String.join(",", listeners),
            "advertised.listeners=" + String.join(",", advertised),
            "listener.security.protocol.map=" + String.join(",", protocols),
            "inter.broker.listener.name=PLAINTEXT",
            "log.segment.bytes=16777216"));
  }

  private static String listener(String client) {
    return client.replace("-", "_").toUpperCase(Locale.ROOT);
  }
}
