package io.jumun.outbox.relay;

import io.jumun.outbox.Outbox;
import io.jumun.outbox.OutboxTestApplication;
import io.jumun.outbox.OutboxTestApplication.ThingHappened;
import io.jumun.outbox.relay.RelayStatus.Role;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A replica of a service with an outbox, started and stopped by a test. */
final class ThingService implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private ThingService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static ThingService start(TestDatabase database, Map<String, Object> settings) {
    var builder =
        new SpringApplicationBuilder(OutboxTestApplication.class)
            .web(WebApplicationType.NONE)
            .properties(settings)
            .properties(
                "spring.application.name=" + database.name(),
                "spring.datasource.url=" + database.jdbcUrl(),
                "spring.datasource.username=" + database.name(),
                "spring.datasource.password=" + database.name(),
                "spring.kafka.bootstrap-servers=" + TestInfrastructure.kafkaBootstrapServers(),
                "spring.kafka.client-id=" + UUID.randomUUID(),
                "spring.jmx.enabled=false",
                "jumun.outbox.relay.heartbeat=200ms",
                "jumun.outbox.relay.standby-poll=100ms");
    return new ThingService(builder.run());
  }

  static ThingService start(TestDatabase database) {
    return start(database, Map.of());
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  void append(long key, int step) {
    bean(TransactionTemplate.class)
        .executeWithoutResult(_ -> bean(Outbox.class).append(key, new ThingHappened(key, step)));
  }

  Role role() {
    return bean(RelaySupervisor.class).status().role();
  }

  String slotName() {
    return bean(SlotRepository.class).name();
  }

  @Override
  public void close() {
    context.close();
  }
}
