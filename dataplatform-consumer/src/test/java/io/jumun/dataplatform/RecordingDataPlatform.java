package io.jumun.dataplatform;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A data platform that keeps one copy per {@code Idempotency-Key} and remembers every request. It
 * takes what it is sent, unless it was told something else for an order or for all.
 */
public final class RecordingDataPlatform implements AutoCloseable {

  private static final Pattern ORDER_ID = Pattern.compile("\"orderId\":(\\d+)");

  private final HttpServer server;
  private final Map<Long, Deque<Behaviour>> scripts = new ConcurrentHashMap<>();
  private final Map<String, String> copies = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<Long, AtomicInteger> atOnce = new ConcurrentHashMap<>();
  private final List<Long> overlaps = new CopyOnWriteArrayList<>();
  private volatile Behaviour otherwise = Behaviour.take();

  private RecordingDataPlatform(HttpServer server) {
    this.server = server;
  }

  public static RecordingDataPlatform start() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var platform = new RecordingDataPlatform(server);
      server.createContext("/v1/paid-orders", platform::handle);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return platform;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** For the next requests of an order, one behaviour each; after these as told for all. */
  public void forOrder(long orderId, Behaviour... next) {
    scripts.computeIfAbsent(orderId, _ -> new ArrayDeque<>()).addAll(List.of(next));
  }

  public void forAll(Behaviour behaviour) {
    otherwise = behaviour;
  }

  public List<Request> requestsFor(long orderId) {
    return requests.stream().filter(request -> request.orderId() == orderId).toList();
  }

  public int requestCount() {
    return requests.size();
  }

  /** How many different keys brought a copy of the order. */
  public long copiesOf(long orderId) {
    return copies.values().stream().filter(body -> orderIdOf(body) == orderId).count();
  }

  public @Nullable String bodyUnder(Object idempotencyKey) {
    return copies.get(idempotencyKey.toString());
  }

  /** Orders that were offered by two requests at the same time. */
  public List<Long> overlaps() {
    return overlaps;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      long orderId = orderIdOf(body);
      var request = new Request(orderId, body, exchange.getRequestHeaders());
      requests.add(request);
      var underWay = atOnce.computeIfAbsent(orderId, _ -> new AtomicInteger());
      if (underWay.incrementAndGet() > 1) {
        overlaps.add(orderId);
      }
      try {
        answer(exchange, request, next(orderId));
      } finally {
        underWay.decrementAndGet();
      }
    }
  }

  private void answer(HttpExchange exchange, Request request, Behaviour behaviour)
      throws IOException {
    int status = behaviour.status();
    if (behaviour.takes()) {
      status = copies.putIfAbsent(request.key(), request.body()) == null ? 201 : 409;
    }
    pause(behaviour.delay());
    behaviour.headers().forEach(exchange.getResponseHeaders()::set);
    var body = behaviour.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private Behaviour next(long orderId) {
    var script = scripts.get(orderId);
    if (script == null) {
      return otherwise;
    }
    synchronized (script) {
      var next = script.poll();
      return next == null ? otherwise : next;
    }
  }

  private static void pause(Duration delay) {
    try {
      TimeUnit.MILLISECONDS.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long orderIdOf(String body) {
    var matcher = ORDER_ID.matcher(body);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** What the platform was sent. */
  public record Request(long orderId, String body, Headers headers) {

    public String key() {
      return String.valueOf(header("Idempotency-Key"));
    }

    public @Nullable String header(String name) {
      return headers.getFirst(name);
    }
  }

  /**
   * How a request is answered.
   *
   * @param takes keeps a copy and says 201, or 409 when it has one
   * @param delay between taking and answering
   */
  public record Behaviour(
      boolean takes, int status, String body, Map<String, String> headers, Duration delay) {

    public static Behaviour take() {
      return new Behaviour(true, 0, "", Map.of(), Duration.ZERO);
    }

    public static Behaviour fail(int status) {
      return new Behaviour(false, status, "", Map.of(), Duration.ZERO);
    }

    public Behaviour saying(String text) {
      return new Behaviour(takes, status, text, headers, delay);
    }

    public Behaviour with(String header, String value) {
      return new Behaviour(takes, status, body, Map.of(header, value), delay);
    }

    public Behaviour answeringAfter(Duration time) {
      return new Behaviour(takes, status, body, headers, time);
    }
  }
}
