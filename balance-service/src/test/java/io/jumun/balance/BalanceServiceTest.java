package io.jumun.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.contracts.PricedLine;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The running service with a real database and broker. All tests share one context, so each uses
 * users and orders of its own.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"spring.config.name=balance-service", "jumun.consumer.concurrency=3"})
public abstract class BalanceServiceTest {

  protected static final Duration SOON = Duration.ofSeconds(30);

  protected static final TestDatabase DATABASE = TestInfrastructure.newDatabase("balances");
  private static final AtomicLong IDS = new AtomicLong(1_000);

  protected final SagaTopics topics = SagaTopics.INSTANCE;

  @Autowired protected JdbcTemplate jdbc;
  @Autowired protected TransactionTemplate transaction;
  @Autowired protected PaymentService payments;
  @Autowired protected BalanceService balances;
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void infrastructure(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
  }

  protected static long newId() {
    return IDS.incrementAndGet();
  }

  protected String base() {
    return "http://localhost:" + port;
  }

  protected RestTestClient http() {
    return RestTestClient.bindToServer().baseUrl(base()).build();
  }

  protected static Connection superuser() throws SQLException {
    return DATABASE.connectAsSuperuser();
  }

  protected RestTestClient.ResponseSpec charge(long userId, String body) {
    return http()
        .post()
        .uri("/balances/{user}/charges", userId)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .exchange();
  }

  /** A new user who has charged that much. */
  protected long userWith(long balance) {
    long userId = newId();
    balances.charge(userId, balance, null);
    return userId;
  }

  protected static StockReserved reserved(long orderId, long userId, long amount) {
    return new StockReserved(orderId, userId, null, List.of(new PricedLine(7, 1, amount)), amount);
  }

  protected void settle(Instruction... instructions) {
    transaction.executeWithoutResult(_ -> payments.settle(List.of(instructions)));
  }

  protected static Payment payment(long orderId, long userId, long amount) {
    return new Payment(
        orderId, userId, null, List.of(new PricedLine(7, 1, amount)), amount, 0, amount);
  }

  protected long balance(long userId) {
    return balances.balanceOf(userId).orElseThrow();
  }

  protected @Nullable String stateOf(long orderId) {
    return jdbc
        .queryForList("select state from balance_steps where order_id = ?", String.class, orderId)
        .stream()
        .findFirst()
        .orElse(null);
  }

  protected void awaitState(long orderId, String state) {
    await().atMost(SOON).untilAsserted(() -> assertThat(stateOf(orderId)).isEqualTo(state));
  }

  /** What was published about an order, in order. */
  protected List<String> outcomesOf(long orderId) {
    return jdbc.queryForList(
        """
        select replace(replace(type, 'io.jumun.', ''), '.v1', '') from outbox
        where aggregatetype = 'balance' and aggregateid = ? order by created_at, id
        """,
        String.class,
        Long.toString(orderId));
  }

  protected Map<String, Object> payloadOf(long orderId, Class<? extends SagaEvent> type) {
    var json =
        jdbc.queryForObject(
            "select payload from outbox where aggregateid = ? and type = ?",
            String.class,
            Long.toString(orderId),
            io.jumun.contracts.EventTypes.nameOf(type));
    return org.springframework.boot.json.JsonParserFactory.getJsonParser().parseMap(json);
  }

  protected List<LedgerEntry> ledgerOf(long userId) {
    return balances.entriesOf(userId, Long.MAX_VALUE, Integer.MAX_VALUE).orElseThrow().reversed();
  }

  /**
   * Replays the ledger from 0: no gap, no entry that does not add up, and it ends at the balance.
   */
  protected void assertThatLedgerReplays(long userId) {
    long sequence = 0;
    long balance = 0;
    for (var entry : ledgerOf(userId)) {
      sequence++;
      balance +=
          switch (entry.type()) {
            case CHARGE, REFUND -> entry.amount();
            case DEDUCT -> -entry.amount();
          };
      assertThat(entry.sequence()).isEqualTo(sequence);
      assertThat(entry.balanceAfter()).isEqualTo(balance).isNotNegative();
    }
    assertThat(balance(userId)).isEqualTo(balance);
    assertThat(
            jdbc.queryForObject(
                "select last_sequence from accounts where user_id = ?", Long.class, userId))
        .isEqualTo(sequence);
  }
}
