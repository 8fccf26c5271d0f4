package io.jumun.e2e;

import io.jumun.local.DataPlatform;
import io.jumun.local.LocalStack;
import io.jumun.local.RunningService;
import io.jumun.local.Service;
import io.jumun.testing.TestInfrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** The running shop, one for all tests of the JVM, and what its clients did and were told. */
final class Shop {

  static final Duration DEADLINE = Duration.ofSeconds(5);

  private static final AtomicLong USERS = new AtomicLong(1_000);

  private static final class Holder {
    static final Shop SHOP = new Shop();
  }

  private final TestBackends backends = new TestBackends();
  private final HttpClient http =
      HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();
  private final DataPlatform platform;
  private final LocalStack stack;
  private final Map<Long, Long> suppliedStock = new ConcurrentHashMap<>();
  private final List<Answer> orderAnswers = new CopyOnWriteArrayList<>();

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
            Map.of("jumun.outbox.relay.heartbeat", "1s", "jumun.order.deadline", DEADLINE));
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

  RunningService running(Service service) {
    return stack.service(service);
  }

  RunningService replica(Service service, Map<String, Object> settings) {
    return stack.replica(service, 0, settings);
  }

  /** The listener of a service's saga participant, to hold it up. */
  MessageListenerContainer participant(Service service) {
    return running(service)
        .context()
        .getBean(KafkaListenerEndpointRegistry.class)
        .getListenerContainers()
        .iterator()
        .next();
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
  }

  long product(long price, long stock) {
    var body = "{\"name\":\"A product\",\"price\":%d,\"stock\":%d}".formatted(price, stock);
    long id =
        created(post(LocalStack.PRODUCT, "/products", body)).data().get("product_id").asLong();
    suppliedStock.put(id, stock);
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
    var builder =
        HttpRequest.newBuilder(replica.resolve("/orders"))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request.body()));
    request.headers().forEach(builder::header);
    var answer = send(builder.build());
    orderAnswers.add(answer);
    return answer;
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

  List<Answer> orderAnswers() {
    return Collections.unmodifiableList(orderAnswers);
  }

  Map<Long, Long> suppliedStock() {
    return Collections.unmodifiableMap(suppliedStock);
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
