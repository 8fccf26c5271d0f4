package io.jumun.outbox.consumer;

import io.jumun.outbox.EventCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.ExponentialBackOff;

/** Sets up every {@code @KafkaListener} of a service by the conventions of this package. */
@AutoConfiguration(
    beforeName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
    afterName = {
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnBean(EventCatalog.class)
@EnableConfigurationProperties({
  ConsumerProperties.class,
  TopicProperties.class,
  KafkaProperties.class
})
class ConsumerAutoConfiguration {

  /**
   * After the relay and before the web server: a request that waits for its saga while the service
   * shuts down still gets its answer.
   */
  private static final int LISTENER_PHASE = 10;

  /**
   * So long does a rebalance wait for a replica that is alive and does not rejoin, and a replica
   * for the answer to its wish to join, also where that answer is lost: with Kafka's five minutes,
   * orders would fail for as long. Longer than a batch takes when the database is cut off: 5 s for
   * a connection, 20 s for an answer, 5 s until the next try.
   */
  private static final int MAX_POLL_INTERVAL_MS = 45_000;

  @Bean
  EventConsumer eventConsumer(
      EventCatalog catalog, PlatformTransactionManager transactions, MeterRegistry meters) {
    return new EventConsumer(catalog, new TransactionTemplate(transactions), meters);
  }

  @Bean
  TopicProvisioner topicProvisioner(
      KafkaProperties kafka, EventCatalog catalog, TopicProperties settings) {
    var topics =
        catalog.topics().stream()
            .flatMap(topic -> Stream.of(topic, DeadLetterTopics.of(topic)))
            .map(settings::topic)
            .toList();
    return new TopicProvisioner(kafka.buildAdminProperties(), topics, settings.provision());
  }

  @Bean
  ConcurrentKafkaListenerContainerFactory<String, byte[]> kafkaListenerContainerFactory(
      KafkaProperties kafka,
      ConsumerProperties settings,
      DefaultErrorHandler eventErrorHandler,
      Environment environment,
      MeterRegistry meters) {
    Map<String, Object> config = kafka.buildConsumerProperties();
    config.putIfAbsent(
        ConsumerConfig.GROUP_ID_CONFIG, environment.getRequiredProperty("spring.application.name"));
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxBatch());
    config.put(
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) settings.sessionTimeout().toMillis());
    config.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) settings.heartbeatInterval().toMillis());
    config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MS);
    // A topic that another service has not created yet is noticed this soon.
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());

    var consumers = new SparingConsumerFactory(config);
    consumers.addListener(new MicrometerConsumerListener<>(meters));

    var factory = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
    factory.setConsumerFactory(consumers);
    factory.setBatchListener(true);
    factory.setConcurrency(settings.concurrency());
    factory.setCommonErrorHandler(eventErrorHandler);
    factory.setPhase(LISTENER_PHASE);
    // Credentials may be wrong for a while; a listener that stops for good would go unnoticed.
    factory.getContainerProperties().setAuthExceptionRetryInterval(Duration.ofSeconds(5));
    // Platform threads: a consumer parks in a selector, where a virtual thread holds its carrier.
    factory
        .getContainerProperties()
        .setListenerTaskExecutor(new SimpleAsyncTaskExecutor("events-"));
    return factory;
  }

  @Bean
  DefaultErrorHandler eventErrorHandler(
      KafkaTemplate<String, byte[]> deadLetters, ConsumerProperties settings) {
    var untilItPasses = new ExponentialBackOff(settings.retryInitial().toMillis(), 2);
    untilItPasses.setMaxInterval(settings.retryMax().toMillis());
    var handler = new DefaultErrorHandler(new DeadLetterRecoverer(deadLetters), untilItPasses);
    handler.addNotRetryableExceptions(PoisonRecordException.class);
    return handler;
  }

  @Bean
  FreshClients freshClients(
      KafkaListenerEndpointRegistry listeners, KafkaTemplate<String, byte[]> deadLetters) {
    return new FreshClients(listeners, deadLetters);
  }

  @Bean
  HealthIndicator eventListenersHealthIndicator(KafkaListenerEndpointRegistry listeners) {
    return new ListenersHealthIndicator(listeners);
  }

  @Bean
  KafkaTemplate<String, byte[]> deadLetters(KafkaProperties kafka) {
    Map<String, Object> config = kafka.buildProducerProperties();
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // The consumer waits for it: rather try again than leave the group.
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetterTopics.MAX_RECORD_BYTES);
    return new KafkaTemplate<>(
        new DefaultKafkaProducerFactory<>(
            config, new StringSerializer(), new ByteArraySerializer()));
  }
}
