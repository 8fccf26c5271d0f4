package io.jumun.outbox.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.outbox.EventCatalog;
import io.jumun.outbox.OutboxTestApplication.ThingHappened;
import io.jumun.testing.TestInfrastructure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

class TopicProvisionerTest {

  private static final String TOPIC = "provisioned.events";

  @Test
  void leavesTopicsToOthersWhereItIsToldTo() throws Exception {
    try (var admin =
            Admin.create(Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()));
        var service = start("jumun.topics.provision=false")) {
      assertThat(partitionsListenedTo(service)).isZero();

      admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();

      await().atMost(Duration.ofSeconds(60)).until(() -> partitionsListenedTo(service) == 3);
      assertThat(topics(admin)).contains(TOPIC).doesNotContain(TOPIC + "-dlt");
    }
    try (var admin =
            Admin.create(Map.of("bootstrap.servers", TestInfrastructure.kafkaBootstrapServers()));
        var _ = start("jumun.topics.provision=true")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> topics(admin).contains(TOPIC + "-dlt"));
    }
  }

  private static Set<String> topics(Admin admin) throws ExecutionException, InterruptedException {
    return admin.listTopics().names().get();
  }

  private static ConfigurableApplicationContext start(String... settings) {
    var database = TestInfrastructure.newDatabase("provisioned");
    return new SpringApplicationBuilder(Listening.class)
        .web(WebApplicationType.NONE)
        .properties(Map.copyOf(database.settings()))
        .properties("spring.application.name=provisioned", "jumun.outbox.enabled=false")
        .properties(settings)
        .run();
  }

  private static int partitionsListenedTo(ConfigurableApplicationContext service) {
    return service.getBean(KafkaListenerEndpointRegistry.class).getListenerContainers().stream()
        .mapToInt(container -> size(container.getAssignedPartitions()))
        .sum();
  }

  private static int size(@Nullable Collection<?> assigned) {
    return assigned == null ? 0 : assigned.size();
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Listening {

    @Bean
    EventCatalog events() {
      return new EventCatalog(
          Map.of(TOPIC, Map.of("io.jumun.ThingHappened.v1", ThingHappened.class)));
    }

    @KafkaListener(topics = TOPIC)
    void on(List<ConsumerRecord<String, byte[]>> records) {}
  }
}
