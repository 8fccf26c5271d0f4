package io.jumun.outbox.relay;

import io.jumun.outbox.Outbox;
import io.jumun.outbox.OutboxTestApplication;
import io.jumun.outbox.OutboxTestApplication.ThingHappened;
import io.jumun.outbox.relay.RelayStatus.Role;
import io.jumun.testing.TestDatabase;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
            .properties(Map.copyOf(database.settings()))
            .properties(settings)
            .properties(
                "spring.application.name=" + database.name(),
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

  void publish(Object applicationEvent) {
    context.publishEvent(applicationEvent);
  }

  /** The threads that send to Kafka. */
  Set<Thread> senders() {
    var name =
        "kafka-producer-network-thread | "
            + context.getEnvironment().getRequiredProperty("spring.kafka.client-id");
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    context.close();
  }
}
