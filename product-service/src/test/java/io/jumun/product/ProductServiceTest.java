package io.jumun.product;

import io.jumun.contracts.EventTypes;
import io.jumun.contracts.StockEvent;
import io.jumun.contracts.Topics;
import io.jumun.outbox.EventJson;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service on real servers, one for all tests; each test uses orders of its own. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.config.name=product-service",
      "jumun.dead-letters.read-timeout=60s",
      "jumun.dead-letters.send-timeout=60s"
    })
public abstract class ProductServiceTest {

  protected static final TestDatabase DATABASE = TestInfrastructure.newDatabase("products");
  private static final AtomicLong orderIds = new AtomicLong(1_000);

  @Autowired protected ProductCatalog catalog;
  @Autowired protected JdbcClient database;

  @DynamicPropertySource
  static void useTestServers(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
    // As in production: a rewritten batch reports a violated constraint differently.
    registry.add("spring.datasource.url", () -> DATABASE.jdbcUrl() + "?reWriteBatchedInserts=true");
  }

  protected static long newOrderId() {
    return orderIds.incrementAndGet();
  }

  protected long newProduct(long price, long stock) {
    return catalog.add("rice", price, stock).id();
  }

  protected long stockOf(long productId) {
    return catalog.find(productId).orElseThrow().stock();
  }

  protected Optional<String> stateOf(long orderId) {
    return database
        .sql("select state from stock_reservations where order_id = ?")
        .param(orderId)
        .query(String.class)
        .optional();
  }

  /** What the service has told about an order, in the order in which it was appended. */
  protected List<StockEvent> toldAbout(long orderId) {
    return database
        .sql("select type, payload from outbox where aggregateid = ? order by id")
        .param(Long.toString(orderId))
        .query((row, _) -> event(row.getString("type"), row.getString("payload")))
        .list();
  }

  protected List<ReservedLine> linesOf(long orderId) {
    return database
        .sql(
            """
            select product_id, quantity, unit_price from stock_reservation_lines
            where order_id = ? order by product_id
            """)
        .param(orderId)
        .query((row, _) -> new ReservedLine(row.getLong(1), row.getLong(2), row.getLong(3)))
        .list();
  }

  private static StockEvent event(String type, String payload) {
    var known = Objects.requireNonNull(EventTypes.BY_TOPIC.get(Topics.STOCK_EVENTS)).get(type);
    var event =
        EventJson.read(payload.getBytes(StandardCharsets.UTF_8), Objects.requireNonNull(known));
    return (StockEvent) event;
  }
}
