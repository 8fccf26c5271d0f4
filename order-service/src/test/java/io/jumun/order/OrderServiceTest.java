package io.jumun.order;

import static org.awaitility.Awaitility.await;

import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One order-service with a real database and a real broker; all tests of the module share it. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = OrderServiceApplication.class,
    properties = {"spring.config.name=order-service", "jumun.order.cancel-unknown=true"})
@Import(Faults.class)
abstract class OrderServiceTest {

  static final TestDatabase DATABASE = TestInfrastructure.newDatabase("orders");
  private static final int PARTITIONS = 48;
  private static final AtomicLong USERS = new AtomicLong(1_000);

  @LocalServerPort int port;
  @Autowired JdbcClient sql;
  @Autowired Faults faults;
  @Autowired KafkaListenerEndpointRegistry listeners;

  final long user = newUser();

  @DynamicPropertySource
  static void infrastructure(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
  }

  static long newUser() {
    return USERS.incrementAndGet();
  }

  @BeforeEach
  void listensToEveryPartition() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                listeners.getListenerContainers().stream()
                        .map(container -> container.getAssignedPartitions())
                        .mapToInt(assigned -> assigned == null ? 0 : assigned.size())
                        .sum()
                    == PARTITIONS);
  }

  Client client() {
    return new Client(port);
  }

  /** The id of the order that the user has placed, as the other services learn of it. */
  long created(long userId) {
    return await()
        .until(
            () ->
                sql.sql(
                        """
                        select aggregateid::bigint from outbox
                        where type = 'io.jumun.OrderCreated.v1' and payload ->> 'userId' = ?
                        """)
                    .param(Long.toString(userId))
                    .query(Long.class)
                    .list(),
            found -> !found.isEmpty())
        .getFirst();
  }

  /** The types of the events that tell of an order, in the order they were written. */
  List<String> published(long orderId) {
    return sql.sql(
            "select type from outbox where aggregatetype = 'order' and aggregateid = ?"
                + " order by created_at, id")
        .param(Long.toString(orderId))
        .query(String.class)
        .list();
  }

  List<String> payloads(long orderId, String event) {
    return sql.sql("select payload from outbox where aggregateid = ? and type = ?")
        .param(Long.toString(orderId))
        .param("io.jumun.%s.v1".formatted(event))
        .query(String.class)
        .list();
  }

  /** Status and reason, such as {@code CANCELLED OUT_OF_STOCK}. */
  @Nullable String state(long orderId) {
    return sql.sql("select concat_ws(' ', status, cancel_reason) from orders where order_id = ?")
        .param(orderId)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  long ordersOf(long userId) {
    return sql.sql("select count(*) from orders where user_id = ?")
        .param(userId)
        .query(Long.class)
        .single();
  }

  void awaitState(long orderId, String state) {
    await().atMost(Duration.ofSeconds(20)).until(() -> state.equals(state(orderId)));
  }
}
