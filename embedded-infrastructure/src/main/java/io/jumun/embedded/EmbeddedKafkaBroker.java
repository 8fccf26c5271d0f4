package io.jumun.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker that is its own KRaft controller, inside this JVM. */
public final class EmbeddedKafkaBroker implements AutoCloseable {

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedKafkaBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /** On free ports, with data in a new temporary directory. */
  public static EmbeddedKafkaBroker startTemporary() {
    try {
      return start(Files.createTempDirectory("jumun-kafka"), Ports.free(), Ports.free());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param directory holds the data; created when it is not there
   * @throws PortTakenException when a port is taken
   */
  public static EmbeddedKafkaBroker start(Path directory, int port, int controllerPort) {
    return start(directory, port, controllerPort, Map.of());
  }

  /**
   * @param settings of the broker, beyond and above what this class sets
   */
  public static EmbeddedKafkaBroker start(
      Path directory, int port, int controllerPort, Map<String, String> settings) {
    Ports.requireFree(port, "Kafka");
    Ports.requireFree(controllerPort, "Kafka's controller");
    var log = directory.resolve("log");
    format(log);
    var all = settings(log, port, controllerPort);
    all.putAll(settings);
    var server = new KafkaRaftServer(new KafkaConfig(all), Time.SYSTEM);
    server.startup();
    return new EmbeddedKafkaBroker(server, "localhost:" + port);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static Map<String, String> settings(Path log, int port, int controllerPort) {
    var settings = new HashMap<String, String>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@localhost:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    settings.put(
        "listeners",
        "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d".formatted(port, controllerPort));
    settings.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
    settings.put("log.dirs", log.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "5");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    return settings;
  }

  /** Does nothing where the directory is formatted already. */
  private static void format(Path log) {
    if (Files.exists(log.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(log);
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(1)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(log.toString())
          .addDirectory(log.toString())
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot format Kafka's log directory " + log, e);
    }
  }
}
