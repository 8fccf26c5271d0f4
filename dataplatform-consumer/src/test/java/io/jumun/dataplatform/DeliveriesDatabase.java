package io.jumun.dataplatform;

import io.jumun.outbox.EventJson;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The service's database without the service. */
final class DeliveriesDatabase {

  private final TestDatabase database;
  private final DriverManagerDataSource source;

  DeliveriesDatabase(String name) {
    database = TestInfrastructure.newDatabase(name);
    source = new DriverManagerDataSource(database.jdbcUrl(), database.name(), database.name());
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.owner(), database.name())
        .locations("classpath:db/dataplatform")
        .placeholders(Map.of("application", database.name()))
        .load()
        .migrate();
  }

  JdbcTemplate jdbc() {
    return new JdbcTemplate(source);
  }

  TransactionTemplate transaction() {
    return new TransactionTemplate(new JdbcTransactionManager(source));
  }

  void empty() {
    database.executeAsOwner("truncate deliveries");
  }

  static PaidOrder order(long orderId) {
    return new PaidOrder(
        new UUID(0, orderId),
        orderId,
        "io.jumun.OrderPaid.v1",
        EventJson.write(OrderRecords.paid(orderId)),
        Map.of("ce_type", "io.jumun.OrderPaid.v1", "ce_source", "\"quoted\" \\ text"),
        orderId % 2 == 0 ? OrderRecords.TRACEPARENT : null,
        new PaidOrder.Position(3, 99));
  }
}
