package io.jumun.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A stand-in for the analysts' platform: takes paid orders on {@code POST /v1/paid-orders}, once
 * per {@code Idempotency-Key}, and shows them on {@code GET}. Keeps them in a file, a line each.
 */
public final class DataPlatform implements AutoCloseable {

  private static final String PATH = "/v1/paid-orders";

  private final HttpServer server;
  private final Path file;
  private final Map<String, String> orders = new LinkedHashMap<>();
  private final AtomicLong asked = new AtomicLong();
  private final AtomicInteger answer = new AtomicInteger(201);
  private final AtomicReference<Duration> thinking = new AtomicReference<>(Duration.ZERO);

  private DataPlatform(HttpServer server, Path file) throws IOException {
    this.server = server;
    this.file = file;
    if (Files.exists(file)) {
      for (var line : Files.readAllLines(file)) {
        var parts = line.split("\t", 2);
        orders.put(parts[0], parts[1]);
      }
    }
  }

  /**
   * On loopback.
   *
   * @param port 0 for any free port
   */
  public static DataPlatform start(Path directory, int port) {
    return start(directory, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  static DataPlatform start(Path directory, InetSocketAddress address) {
    try {
      Files.createDirectories(directory);
      var server = HttpServer.create(address, 0);
      var platform = new DataPlatform(server, directory.resolve("paid-orders.tsv"));
      server.createContext(PATH, platform::handle);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return platform;
    } catch (IOException e) {
      throw new UncheckedIOException("The data platform did not start", e);
    }
  }

  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** The bodies it holds, by idempotency key, in the order in which they came. */
  public synchronized Map<String, String> paidOrders() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(orders));
  }

  /** How many orders it was offered, whatever it answered. */
  public long asked() {
    return asked.get();
  }

  /** What it answers a new order with from now on: 201, or an error to play one. */
  public void answerWith(int status) {
    answer.set(status);
  }

  /** From now on it answers only after a while, whatever it has done by then. */
  public void answerAfter(Duration pause) {
    thinking.set(pause);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod()) {
        case "POST" -> {
          asked.incrementAndGet();
          int status = take(exchange);
          think();
          reply(exchange, status, "");
        }
        case "GET" -> reply(exchange, 200, all());
        default -> reply(exchange, 405, "");
      }
    }
  }

  private void think() throws IOException {
    try {
      Thread.sleep(thinking.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The platform is being stopped", e);
    }
  }

  private int take(HttpExchange exchange) throws IOException {
    var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (key == null || key.contains("\t") || body.isBlank() || body.contains("\n")) {
      return 400;
    }
    int status = answer.get();
    return status == 201 ? store(key, body) : status;
  }

  private synchronized int store(String key, String body) throws IOException {
    if (orders.putIfAbsent(key, body) != null) {
      return 200;
    }
    Files.writeString(
        file, key + "\t" + body + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return 201;
  }

  private synchronized String all() {
    return "[" + String.join(",\n", orders.values()) + "]\n";
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
