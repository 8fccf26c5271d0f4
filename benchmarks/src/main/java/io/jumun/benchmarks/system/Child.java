package io.jumun.benchmarks.system;

import io.jumun.benchmarks.baseline.BaselineApplication;
import io.jumun.embedded.EmbeddedKafkaBroker;
import io.jumun.local.LocalStack;
import io.jumun.local.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * A part of a system in a JVM of its own, for a parent that keeps its stdin open. Says {@code
 * ##started <port>} when it serves, and dies when its stdin ends.
 */
final class Child {

  /** A broker that was frozen is not fenced off by its own controller when it is thawed. */
  private static final Map<String, String> BROKER =
      Map.of("log.segment.bytes", "134217728", "broker.session.timeout.ms", "300000");

  private Child() {}

  /**
   * @param arguments what to be, then what that needs
   */
  public static void main(String... arguments) throws IOException {
    int port = start(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
    System.out.println("##started " + port);
    while (System.in.read() >= 0) {
      // until whoever started this is gone
    }
    Runtime.getRuntime().halt(0);
  }

  private static int start(String what, String... arguments) throws IOException {
    return switch (what) {
      case "kafka" -> kafka(arguments);
      case "stack" -> stack(arguments);
      case "platform" -> PlatformSink.start();
      case "service" -> run(service(arguments[0]).application().get(), rest(arguments));
      case "baseline" -> run(BaselineApplication.application(arguments[0]), rest(arguments));
      default -> throw new IllegalArgumentException(what);
    };
  }

  private static int kafka(String... arguments) {
    int port = Integer.parseInt(arguments[1]);
    EmbeddedKafkaBroker.start(Path.of(arguments[0]), port, Integer.parseInt(arguments[2]), BROKER);
    return port;
  }

  /** Broker and five services, as {@code mvn -Prun} starts them, on a PostgreSQL that is there. */
  private static int stack(String... arguments) {
    var broker =
        EmbeddedKafkaBroker.start(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            BROKER);
    var backends = new GivenBackends(ports(arguments[3]), broker.bootstrapServers());
    var ports = new HashMap<String, Integer>();
    ports.put(LocalStack.COUPON.name(), Integer.parseInt(arguments[5]));
    var settings = new HashMap<String, Object>();
    for (var setting : Arrays.copyOfRange(arguments, 6, arguments.length)) {
      var pair = setting.substring("--".length()).split("=", 2);
      settings.put(pair[0], pair[1]);
    }
    var stack = LocalStack.start(backends, URI.create(arguments[4]), ports, settings);
    return stack.service(LocalStack.ORDER).url().getPort();
  }

  /** As {@code orders=5432,products=5433}. */
  private static Map<String, Integer> ports(String byDatabase) {
    return Arrays.stream(byDatabase.split(","))
        .map(entry -> entry.split("=", 2))
        .collect(Collectors.toMap(entry -> entry[0], entry -> Integer.valueOf(entry[1])));
  }

  private static int run(SpringApplicationBuilder application, String... settings) {
    var context = application.run(settings);
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private static Service service(String name) {
    return LocalStack.SERVICES.stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  private static String[] rest(String... arguments) {
    return Arrays.copyOfRange(arguments, 1, arguments.length);
  }
}
