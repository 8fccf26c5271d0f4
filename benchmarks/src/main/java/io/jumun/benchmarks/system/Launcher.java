package io.jumun.benchmarks.system;

import io.jumun.embedded.DatabaseSetup;
import io.jumun.embedded.Ports;
import io.jumun.local.LocalStack;
import io.jumun.local.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts the processes of a system. */
final class Launcher {

  /** The same for all: C2 and nothing that costs safety. */
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+UseTransparentHugePages",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** Of the shop: what is frozen while others are measured keeps its partitions. */
  private static final Map<String, String> PATIENCE =
      Map.of("jumun.consumer.session-timeout", "5m");

  private static final String LARGE = "1g";
  private static final String SMALL = "512m";

  private final Variant variant;
  private final Path directory;
  private final Postgres postgres;
  private final List<Program> programs = new ArrayList<>();
  private final List<Integer> orderPorts = new ArrayList<>();
  private final List<Integer> couponPorts = new ArrayList<>();
  private final Map<String, List<String>> commands = new HashMap<>();
  private String bootstrapServers = "";

  Launcher(Variant variant, Path directory, Postgres postgres) {
    this.variant = variant;
    this.directory = directory;
    this.postgres = postgres;
  }

  List<Program> programs() {
    return programs;
  }

  List<Integer> orderPorts() {
    return orderPorts;
  }

  List<Integer> couponPorts() {
    return couponPorts;
  }

  /** Of the broker; empty where there is none to reach. */
  String bootstrapServers() {
    return bootstrapServers;
  }

  void start() throws InterruptedException {
    switch (variant.kind()) {
      case SAGA_STACK -> startStack();
      case SAGA_PROCESSES -> startServices();
      case SINGLE_TRANSACTION, MICRO_BATCHED -> startSingle();
      case SYNCHRONOUS_CALLS -> startCallers();
    }
  }

  /** Starts a process of a service again that has been stopped, on the port it had. */
  void restart(Program stopped) throws InterruptedException {
    var name = stopped.process().name();
    programs.remove(stopped);
    var command = commands.get(name);
    if (command == null) {
      throw new IllegalArgumentException(name);
    }
    var process = launch(name, SMALL, command);
    programs.add(new Program(process, stopped.component(), List.of(process.port())));
  }

  private void startStack() throws InterruptedException {
    int kafka = Ports.free();
    int coupons = Ports.free();
    var command =
        new ArrayList<>(
            List.of(
                "stack",
                directory.resolve("kafka").toString(),
                Integer.toString(kafka),
                Integer.toString(Ports.free()),
                postgres.ports().entrySet().stream()
                    .map(port -> port.getKey() + "=" + port.getValue())
                    .collect(Collectors.joining(",")),
                "http://localhost:" + startPlatform(),
                Integer.toString(coupons)));
    var settings = new HashMap<>(PATIENCE);
    settings.putAll(variant.settings());
    command.addAll(arguments(settings));
    var process = launch("stack", LARGE, command);
    int orders = process.port();
    programs.add(new Program(process, "services and broker", List.of(orders, coupons)));
    orderPorts.add(orders);
    couponPorts.add(coupons);
    bootstrapServers = "localhost:" + kafka;
  }

  private void startServices() throws InterruptedException {
    int platform = startPlatform();
    int port = Ports.free();
    var kafka =
        launch(
            "kafka",
            SMALL,
            List.of(
                "kafka",
                directory.resolve("kafka").toString(),
                Integer.toString(port),
                Integer.toString(Ports.free())));
    bootstrapServers = "localhost:" + kafka.port();
    programs.add(new Program(kafka, "broker", List.of()));
    for (var service : LocalStack.SERVICES) {
      for (int i = 1; i <= variant.replicas(); i++) {
        startService(service, i, platform);
      }
    }
  }

  private void startService(Service service, int number, int platform) throws InterruptedException {
    var settings = database(service.database());
    settings.putAll(LocalStack.OPEN);
    settings.putAll(PATIENCE);
    settings.put("spring.kafka.bootstrap-servers", bootstrapServers);
    settings.put("jumun.dataplatform.url", "http://localhost:" + platform);
    int port = startApplication(service.name(), number, "service", service.name(), settings);
    if (service.equals(LocalStack.ORDER)) {
      orderPorts.add(port);
    } else if (service.equals(LocalStack.COUPON)) {
      couponPorts.add(port);
    }
  }

  private void startSingle() throws InterruptedException {
    for (int i = 1; i <= variant.replicas(); i++) {
      int port =
          startApplication("application", i, "baseline", variant.kind().label(), database("shop"));
      orderPorts.add(port);
      couponPorts.add(port);
    }
  }

  private void startCallers() throws InterruptedException {
    int products = startCaller("product", Role.PRODUCTS, Map.of());
    int coupons = startCaller("coupon", Role.COUPONS, Map.of());
    int balances = startCaller("balance", Role.BALANCES, Map.of());
    couponPorts.add(coupons);
    orderPorts.add(
        startCaller(
            "order",
            Role.ORDERS,
            Map.of(
                "baseline.product-url", "http://localhost:" + products,
                "baseline.coupon-url", "http://localhost:" + coupons,
                "baseline.balance-url", "http://localhost:" + balances)));
  }

  private int startCaller(String name, Role role, Map<String, String> neighbours)
      throws InterruptedException {
    var settings = database(role.database());
    settings.putAll(neighbours);
    return startApplication(name + "-service", 1, "baseline", name + "-calls", settings);
  }

  private int startApplication(
      String component, int number, String what, String which, Map<String, String> settings)
      throws InterruptedException {
    int fixed = Ports.free();
    var all = new HashMap<>(settings);
    all.put("server.address", "127.0.0.1");
    all.put("server.port", Integer.toString(fixed));
    all.putAll(variant.settings());
    var command = new ArrayList<>(List.of(what, which));
    command.addAll(arguments(all));
    var name = component + "-" + number;
    commands.put(name, command);
    var large = what.equals("baseline") && variant.kind() != Kind.SYNCHRONOUS_CALLS;
    var process = launch(name, large ? LARGE : SMALL, command);
    int port = process.port();
    programs.add(new Program(process, component, List.of(port)));
    return port;
  }

  private int startPlatform() throws InterruptedException {
    var platform = launch("platform", "128m", List.of("platform"));
    programs.add(new Program(platform, "data platform (not ours)", List.of()));
    return platform.port();
  }

  private JavaProcess launch(String name, String heap, List<String> child) {
    var jvm = new ArrayList<>(JVM);
    jvm.add("-Xms" + heap);
    jvm.add("-Xmx" + heap);
    variant
        .jvm()
        .forEach(option -> jvm.add(option.replace("{name}", directory.resolve(name).toString())));
    return JavaProcess.start(name, directory.resolve("logs").resolve(name + ".log"), jvm, child);
  }

  private Map<String, String> database(String name) {
    var settings = new HashMap<>(DatabaseSetup.settings(name, name));
    settings.put("spring.datasource.url", postgres.jdbcUrl(name));
    return settings;
  }

  private static List<String> arguments(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toList();
  }
}
