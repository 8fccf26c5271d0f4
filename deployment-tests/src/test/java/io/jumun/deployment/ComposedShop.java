package io.jumun.deployment;

import io.jumun.books.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The containers of {@code docker-compose.yml} under a project name and on ports of their own, so
 * that a shop that runs already is left alone.
 */
final class ComposedShop implements AutoCloseable {

  private static final String PROJECT = "jumun-deployment-test";
  private static final List<String> PUBLISHED =
      List.of(
          "order-service",
          "product-service",
          "balance-service",
          "coupon-service",
          "dataplatform-consumer",
          "data-platform",
          "development-issuer");

  private final Map<String, String> environment = new TreeMap<>();
  private final Command compose;
  private final Issuer issuer;

  ComposedShop() {
    var ports = new HashMap<String, Integer>();
    PUBLISHED.forEach(service -> ports.put(portVariable(service), 0));
    Evidence.DATABASES.forEach(database -> ports.put(portVariable(database + "-db"), 0));
    ports.put("KAFKA_HOST_PORT", 0);
    choose(ports);
    ports.forEach((name, port) -> environment.put(name, port.toString()));
    environment.put("JUMUN_VERSION", "deployment-test");
    // Seconds; docker-compose 1.29 gives up after one minute.
    environment.put("COMPOSE_HTTP_TIMEOUT", "600");
    compose = Docker.compose(environment).orElseThrow();
    issuer = new Issuer(httpUrl("development-issuer"));
  }

  /** Builds the images and returns when every service is ready. */
  void start() {
    stop();
    onProject("up", "-d", "--build");
  }

  private void stop() {
    onProject("down", "--volumes", "--remove-orphans");
  }

  @Override
  public void close() {
    try {
      onProject("logs", "--no-color");
    } finally {
      stop();
    }
  }

  /**
   * Lets the first process of a container end as if it had crashed; nobody asked the engine for it.
   */
  void crash(String service, String signal) {
    int before = restarts(service);
    onProject("exec", "-T", service, "bash", "-c", "kill -" + signal + " 1");
    ComposeTest.eventually("the engine starts " + service + " again")
        .until(() -> restarts(service) > before);
  }

  boolean isHealthy(String service) {
    return inspect(service, "{{.State.Health.Status}}").equals("healthy");
  }

  /** What Prometheus would read from a service, whose management port is not published. */
  String metrics(String service) {
    var request = "GET /actuator/prometheus HTTP/1.0\\r\\nAuthorization: Bearer %s\\r\\n\\r\\n";
    var script =
        "exec 3<>/dev/tcp/127.0.0.1/$MANAGEMENT_SERVER_PORT; printf '%s' %s >&3; cat <&3"
            .formatted(request, issuer.token("prometheus", "metrics", ""));
    return onProject("exec", "-T", service, "bash", "-c", script);
  }

  /** The files that the container's first process has mapped. */
  String memoryMap(String service) {
    return onProject("exec", "-T", service, "cat", "/proc/1/maps");
  }

  private int restarts(String service) {
    return Integer.parseInt(inspect(service, "{{.RestartCount}}"));
  }

  String inspect(String service, String format) {
    return Docker.docker().run("inspect", "-f", format, container(service)).strip();
  }

  private String container(String service) {
    return onProject("ps", "-q", service).strip();
  }

  Issuer issuer() {
    return issuer;
  }

  String httpUrl(String service) {
    return "http://localhost:" + port(service);
  }

  String kafkaBootstrapServers() {
    return "localhost:" + Objects.requireNonNull(environment.get("KAFKA_HOST_PORT"));
  }

  /** As the superuser: the books read everything. */
  Map<String, DataSource> databases() {
    return Evidence.DATABASES.stream().collect(Collectors.toMap(name -> name, this::database));
  }

  private DataSource database(String name) {
    return new DriverManagerDataSource(
        "jdbc:postgresql://localhost:%s/%s".formatted(port(name + "-db"), name),
        "postgres",
        "development-only");
  }

  private String port(String service) {
    return Objects.requireNonNull(environment.get(portVariable(service)));
  }

  private static String portVariable(String service) {
    return service.toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
  }

  private String onProject(String... arguments) {
    var all =
        new ArrayList<>(
            List.of("-p", PROJECT, "-f", "docker-compose.yml", "-f", "docker-compose.test.yml"));
    all.addAll(List.of(arguments));
    return compose.run(all.toArray(String[]::new));
  }

  /** Ports that nobody uses just now: all are held until the last is found. */
  private static void choose(Map<String, Integer> ports) {
    var held = new ArrayDeque<ServerSocket>();
    try {
      for (var entry : ports.entrySet()) {
        var socket = new ServerSocket(0);
        held.add(socket);
        entry.setValue(socket.getLocalPort());
      }
      for (var socket : held) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
