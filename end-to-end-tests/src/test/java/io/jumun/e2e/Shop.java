package io.jumun.e2e;

import io.jumun.books.ClientAction.OrderAttempt;
import io.jumun.books.ClientHistory;
import io.jumun.books.OrderOutcome;
import io.jumun.local.LocalStack;
import io.jumun.local.RunningService;
import io.jumun.local.Service;
import io.jumun.platform.DataPlatform;
import io.jumun.testing.TestInfrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import tools.jackson.databind.json.JsonMapper;

/** The running shop, one for all tests of the JVM, and what its clients did and were told. */
final class Shop {

  static final Duration DEADLINE = Duration.ofSeconds(5);

  private static final JsonMapper JSON = new JsonMapper();
  private static final AtomicLong USERS = new AtomicLong(1_000);

  private static final class Holder {
    static final Shop SHOP = new Shop();
  }

  private final TestBackends backends = new TestBackends();
  private final HttpClient http =
      HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();
  private final DataPlatform platform;
  private final LocalStack stack;
  private final ClientHistory history = new ClientHistory();

  private Shop() {
    try {
      platform = DataPlatform.start(Files.createTempDirectory("jumun-platform"), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    stack =
        LocalStack.start(
            backends,
            platform.url(),
            Map.of(),
            Map.of(
                "jumun.outbox.relay.heartbeat", "1s",
                "jumun.order.deadline", DEADLINE,
                "jumun.reconciliation.grace", "2s",
                "jumun.reconciliation.again-after", "10s",
                "jumun.reconciliation.interval", "500ms"));
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "close-the-shop"));
  }

  static Shop open() {
    return Holder.SHOP;
  }

  private void close() {
    stack.close();
    platform.close();
    TestInfrastructure.stop();
  }

  TestBackends backends() {
    return backends;
  }

  DataPlatform platform() {
    return platform;
  }

  /** The database of that name, as its service sees it. */
  JdbcClient database(String name) {
    return JdbcClient.create(dataSource(name));
  }

  DataSource dataSource(String name) {
    return new DriverManagerDataSource(backends.jdbcUrl(name), name, name);
  }

  RunningService running(Service service) {
    return stack.service(service);
  }

  RunningService replica(Service service, Map<String, Object> settings) {
    return stack.replica(service, 0, settings);
  }

  /** The listeners of a service's saga participant, to hold it up. */
  List<? extends MessageListenerContainer> participant(Service service) {
    return running(service)
        .context()
        .getBean(KafkaListenerEndpointRegistry.class)
        .getListenerContainers()
        .stream()
        .filter(container -> service.name().equals(container.getGroupId()))
        .toList();
  }

  // ---- what there is to sell, and to whom

  long customer() {
    return USERS.incrementAndGet();
  }

  long customerWith(long balance) {
    long user = customer();
    charge(user, balance);
    return user;
  }

  void charge(long user, long amount) {
    created(
        post(LocalStack.BALANCE, "/balances/" + user + "/charges", "{\"amount\":" + amount + "}"));
    history.charged(user, amount);
  }

  long product(long price, long stock) {
    var body = "{\"name\":\"A product\",\"price\":%d,\"stock\":%d}".formatted(price, stock);
    long id =
        created(post(LocalStack.PRODUCT, "/products", body)).data().get("product_id").asLong();
    history.supplied(id, stock);
    return id;
  }

  /** The campaign's id; {@code more} are further JSON members, each with a leading comma. */
  long coupon(String type, long value, String more) {
    var body =
        "{\"name\":\"A coupon\",\"discountType\":\"%s\",\"discountValue\":%d,\"totalQuantity\":1000%s}"
            .formatted(type, value, more);
    return created(post(LocalStack.COUPON, "/coupons", body)).data().get("coupon_id").asLong();
  }

  long couponFor(long user, String type, long value, String more) {
    long coupon = coupon(type, value, more);
    created(post(LocalStack.COUPON, "/coupons/" + coupon + "/issue", "{\"userId\":" + user + "}"));
    history.issued(coupon, user);
    return coupon;
  }

  long stockOf(long product) {
    return get(LocalStack.PRODUCT, "/products/" + product).data().get("stock").asLong();
  }

  long balanceOf(long user) {
    return get(LocalStack.BALANCE, "/balances/" + user).data().get("balance").asLong();
  }

  String statusOf(long order) {
    return get(LocalStack.ORDER, "/orders/" + order).data().get("status").asString();
  }

  // ---- orders

  Answer place(OrderRequest request) {
    return place(running(LocalStack.ORDER).url(), request);
  }

  Answer place(URI replica, OrderRequest request) {
    return place(replica, request.body(), request.headers());
  }

  /** An order whose body is given to the letter. */
  Answer place(String body) {
    return place(running(LocalStack.ORDER).url(), body, Map.of());
  }

  private Answer place(URI replica, String body, Map<String, String> headers) {
    var builder =
        HttpRequest.newBuilder(replica.resolve("/orders"))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(builder::header);
    var started = Instant.now();
    var answer = send(builder.build());
    history.add(attempt(body, headers.get("Idempotency-Key"), started, answer));
    return answer;
  }

  private static OrderAttempt attempt(
      String body, @Nullable String key, Instant started, Answer answer) {
    var request = JSON.readTree(body);
    var lines = new TreeMap<Long, Long>();
    for (var item : request.get("items")) {
      lines.merge(item.get("productId").asLong(), item.get("quantity").asLong(), Long::sum);
    }
    var coupon = request.get("couponId");
    return new OrderAttempt(
        request.get("userId").asLong(),
        lines,
        coupon == null ? null : (Long) coupon.asLong(),
        key,
        started,
        Instant.now(),
        OrderOutcome.of(answer.status(), answer.header("Location"), answer.body()));
  }

  /** All at once. */
  List<Answer> placeAll(int count, IntFunction<OrderRequest> requests) {
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var placing =
          IntStream.range(0, count)
              .mapToObj(i -> clients.submit(() -> place(requests.apply(i))))
              .toList();
      return placing.stream().map(Shop::result).toList();
    }
  }

  ClientHistory history() {
    return history;
  }

  // ---- HTTP

  Answer get(Service service, String path) {
    return send(HttpRequest.newBuilder(running(service).url().resolve(path)).build());
  }

  Answer post(Service service, String path, String body) {
    return send(
        HttpRequest.newBuilder(running(service).url().resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  Answer send(HttpRequest request) {
    try {
      return new Answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Answer created(Answer answer) {
    if (answer.status() >= 300) {
      throw new AssertionError("Cannot set up: " + answer.status() + " " + answer.body());
    }
    return answer;
  }

  static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
