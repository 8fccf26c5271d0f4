package io.jumun.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What can be set on the command line, each as {@code --name=value}.
 *
 * @param data where PostgreSQL, Kafka and the data platform keep their files
 * @param clean forget what earlier runs left there
 * @param withParent stop when the process that started this one ends
 * @param servicePorts by service name
 */
record LocalStackOptions(
    Path data,
    boolean clean,
    boolean withParent,
    int postgresPort,
    int kafkaPort,
    int controllerPort,
    int platformPort,
    Map<String, Integer> servicePorts) {

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("data", "data"),
          Map.entry("clean", "false"),
          Map.entry("with-parent", "false"),
          Map.entry("postgres-port", "15432"),
          Map.entry("kafka-port", "9092"),
          Map.entry("kafka-controller-port", "9093"),
          Map.entry("order-service-port", "8080"),
          Map.entry("product-service-port", "8081"),
          Map.entry("balance-service-port", "8082"),
          Map.entry("coupon-service-port", "8083"),
          Map.entry("dataplatform-consumer-port", "8084"),
          Map.entry("data-platform-port", "8090"));

  /**
   * @throws IllegalArgumentException for what is not an option, with those that are
   */
  static LocalStackOptions parse(String... arguments) {
    var given = new TreeMap<>(DEFAULTS);
    for (var argument : arguments) {
      var option = argument.startsWith("--") ? argument.substring(2).split("=", 2) : new String[0];
      if (option.length == 0 || !DEFAULTS.containsKey(option[0])) {
        throw new IllegalArgumentException(
            "Not an option: %s. Options, with their defaults: %s".formatted(argument, usage()));
      }
      given.put(option[0], option.length == 2 ? option[1] : "true");
    }
    var ports = new TreeMap<String, Integer>();
    for (var service : LocalStack.SERVICES) {
      ports.put(service.name(), port(given, service.name() + "-port"));
    }
    return new LocalStackOptions(
        Path.of(given.get("data")).toAbsolutePath(),
        Boolean.parseBoolean(given.get("clean")),
        Boolean.parseBoolean(given.get("with-parent")),
        port(given, "postgres-port"),
        port(given, "kafka-port"),
        port(given, "kafka-controller-port"),
        port(given, "data-platform-port"),
        ports);
  }

  private static int port(Map<String, String> given, String name) {
    try {
      int port = Integer.parseInt(given.getOrDefault(name, ""));
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // told below, with the option's name
    }
    throw new IllegalArgumentException("--%s is not a port: %s".formatted(name, given.get(name)));
  }

  private static String usage() {
    return String.join(
        " ",
        Arrays.asList(
            new TreeSet<>(DEFAULTS.keySet())
                .stream()
                    .map(name -> "--" + name + "=" + DEFAULTS.get(name))
                    .toArray(String[]::new)));
  }
}
