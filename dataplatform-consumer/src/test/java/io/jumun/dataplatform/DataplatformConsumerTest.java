package io.jumun.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.jumun.dataplatform.RecordingDataPlatform.Behaviour;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/** One running service for all tests of the module, with everything in it made quicker. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=dataplatform-consumer",
      "jumun.dead-letters.read-timeout=60s",
      "jumun.dataplatform.poll-interval=50ms",
      "jumun.dataplatform.retry-initial=100ms",
      "jumun.dataplatform.retry-max=400ms",
      "resilience4j.timelimiter.instances.dataPlatform.timeout-duration=2s",
      "resilience4j.retry.instances.dataPlatform.wait-duration=10ms",
      "resilience4j.circuitbreaker.instances.dataPlatform.wait-duration-in-open-state=500ms"
    })
public abstract class DataplatformConsumerTest {

  /** How long a platform takes that is not waited for, see above; a busy machine takes less. */
  protected static final Duration AFTER_THE_DEADLINE = Duration.ofMillis(2_500);

  protected static final RecordingDataPlatform platform = RecordingDataPlatform.start();

  protected static final TestDatabase DATABASE = TestInfrastructure.newDatabase("dataplatform");
  private static final JdkClientHttpRequestFactory REQUESTS = new JdkClientHttpRequestFactory();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Autowired protected JdbcClient jdbc;
  @Autowired private CircuitBreakerRegistry breakers;
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
    registry.add("jumun.dataplatform.url", platform::url);
  }

  @BeforeEach
  void mendThePlatform() {
    platform.forAll(Behaviour.take());
    breaker().reset();
  }

  protected CircuitBreaker breaker() {
    return breakers.circuitBreaker("dataPlatform");
  }

  protected RestTestClient http() {
    return RestTestClient.bindToServer(REQUESTS).baseUrl("http://localhost:" + port).build();
  }

  protected void awaitStatus(long orderId, DeliveryStatus status) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(DataAccessResourceFailureException.class)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () ->
                assertThat(statuses(orderId))
                    .as("status of order %d", orderId)
                    .containsExactly(status.name()));
  }

  private List<String> statuses(long orderId) {
    return jdbc.sql("select status from deliveries where order_id = ?")
        .param(orderId)
        .query(String.class)
        .list();
  }

  protected <T> T column(long orderId, String column, Class<T> type) {
    return jdbc.sql("select %s from deliveries where order_id = ?".formatted(column))
        .param(orderId)
        .query(type)
        .single();
  }

  protected long count(String condition) {
    return jdbc.sql("select count(*) from deliveries where " + condition)
        .query(Long.class)
        .single();
  }

  /** Ends every session of the service's database, as a failover does. */
  protected void cutDatabaseConnections() throws SQLException {
    try (var superuser = DATABASE.connectAsSuperuser();
        var statement = superuser.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
              .formatted(DATABASE.name()));
    }
  }

  /** Parks an order by a refusal, and mends the platform. */
  protected long aParkedOrder() {
    long orderId = OrderRecords.anOrderId();
    platform.forOrder(orderId, Behaviour.fail(400).saying("no such user"));
    OrderRecords.publishPaid(orderId);
    awaitStatus(orderId, DeliveryStatus.PARKED);
    return orderId;
  }
}
