package io.jumun.outbox;

import io.jumun.outbox.OutboxTestApplication.ThingHappened;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** One application, one database and one broker for all tests of the starter. */
@SpringBootTest(
    classes = OutboxTestApplication.class,
    properties = {
      "spring.application.name=thing-service",
      "jumun.outbox.relay.heartbeat=500ms",
      "jumun.consumer.retry-max=200ms"
    })
public abstract class OutboxIntegrationTest {

  protected static final TestDatabase DATABASE = TestInfrastructure.newDatabase("things");
  private static final AtomicLong KEYS = new AtomicLong();

  @Autowired protected Outbox outbox;
  @Autowired protected TransactionTemplate transactions;
  @Autowired protected JdbcClient jdbc;

  @DynamicPropertySource
  static void infrastructure(DynamicPropertyRegistry registry) {
    DATABASE.register(registry);
  }

  /** A key that no other test uses. */
  protected static long newKey() {
    return KEYS.incrementAndGet();
  }

  protected void append(long key, int step) {
    transactions.executeWithoutResult(_ -> outbox.append(key, new ThingHappened(key, step)));
  }
}
