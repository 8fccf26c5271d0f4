package io.jumun.coupon;

import io.jumun.contracts.BalanceEvent;
import io.jumun.contracts.CouponEvent;
import io.jumun.contracts.DataPlatformEvent;
import io.jumun.contracts.EventTypes;
import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.StockEvent;
import io.jumun.contracts.Topics;
import io.jumun.outbox.EventCatalog;
import io.jumun.outbox.EventJson;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a real database and a real broker; one context for all tests. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.config.name=coupon-service")
public abstract class CouponServiceTest {

  protected static final TestDatabase DATABASE = TestInfrastructure.newDatabase("coupons");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final EventCatalog EVENTS = new EventCatalog(EventTypes.BY_TOPIC);
  private static final AtomicLong ids = new AtomicLong(1_000);

  @Autowired protected JdbcClient jdbc;
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void servers(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
  }

  /** For an order or a user that no other test knows. */
  protected static long newId() {
    return ids.incrementAndGet();
  }

  protected static ConditionFactory eventually() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .pollInSameThread();
  }

  // --- HTTP

  protected Answer get(String path) {
    return send(HttpRequest.newBuilder().GET(), path);
  }

  /**
   * @param json with ' for "
   */
  protected Answer post(String path, String json) {
    return send(
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"'))),
        path);
  }

  private Answer send(HttpRequest.Builder request, String path) {
    try {
      var response =
          HTTP.send(
              request
                  .uri(URI.create("http://localhost:%d%s".formatted(port, path)))
                  .timeout(Duration.ofSeconds(60))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Location").orElse(""),
          JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  protected record Answer(int status, String location, JsonNode body) {

    public JsonNode data() {
      return body.path("data");
    }

    public String code() {
      return body.path("code").asString("");
    }

    public String message() {
      return body.path("message").asString("");
    }
  }

  /** A campaign with these fields beside its name. */
  protected long campaign(String fields) {
    return post("/coupons", "{'name':'test'," + fields + "}").data().path("coupon_id").asLong();
  }

  protected long issue(long couponId, long userId) {
    return issueTo(couponId, userId).data().path("user_coupon_id").asLong();
  }

  protected Answer issueTo(long couponId, long userId) {
    return post("/coupons/%d/issue".formatted(couponId), "{'userId':%d}".formatted(userId));
  }

  // --- what the service stored

  protected String statusOf(long userCouponId) {
    return jdbc.sql("select status from user_coupons where user_coupon_id = ?")
        .param(userCouponId)
        .query(String.class)
        .single();
  }

  protected List<String> stepOf(long orderId) {
    return jdbc.sql("select state from coupon_steps where order_id = ?")
        .param(orderId)
        .query(String.class)
        .list();
  }

  /** In the order in which they were appended. */
  protected List<CouponEvent> publishedFor(long orderId) {
    return jdbc.sql(
            "select type, payload::text from outbox"
                + " where aggregatetype = 'coupon' and aggregateid = ? order by id")
        .param(Long.toString(orderId))
        .query((row, _) -> event(row.getString(1), row.getString(2)))
        .list();
  }

  private static CouponEvent event(String type, String payload) {
    var known = EVENTS.classOf(Topics.COUPON_EVENTS, type).orElseThrow();
    return (CouponEvent) EventJson.read(payload.getBytes(StandardCharsets.UTF_8), known);
  }

  // --- events and concurrency

  /** All on one partition, so that one topic's records are handled in the order they were sent. */
  protected static ConsumerRecord<String, byte[]> record(SagaEvent event) {
    var record =
        new ConsumerRecord<>(
            topicOf(event),
            0,
            0,
            Long.toString(event.orderId()),
            EventJson.write(event).getBytes(StandardCharsets.UTF_8));
    record
        .headers()
        .add("ce_type", EventTypes.nameOf(event.getClass()).getBytes(StandardCharsets.UTF_8));
    return record;
  }

  private static String topicOf(SagaEvent event) {
    return switch (event) {
      case OrderEvent _ -> Topics.ORDER_EVENTS;
      case StockEvent _ -> Topics.STOCK_EVENTS;
      case CouponEvent _ -> Topics.COUPON_EVENTS;
      case BalanceEvent _ -> Topics.BALANCE_EVENTS;
      case DataPlatformEvent _ -> Topics.DATAPLATFORM_EVENTS;
    };
  }

  /** Starts all at the same moment, each in a thread of its own, and waits for all. */
  protected static <T> List<T> allAtOnce(List<? extends Callable<T>> actions) throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>();
      for (var action : actions) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return action.call();
                }));
      }
      start.countDown();
      var results = new ArrayList<T>();
      for (var one : running) {
        results.add(one.get());
      }
      return results;
    }
  }
}
