package io.jumun.dataplatform;

import io.jumun.contracts.EventTypes;
import io.jumun.outbox.EventCatalog;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
@EnableConfigurationProperties(DeliveryProperties.class)
class DataplatformConfiguration {

  @Bean
  EventCatalog events() {
    return new EventCatalog(EventTypes.ALL_BY_TOPIC);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  DeliveryPolicy deliveryPolicy(DeliveryProperties settings) {
    return new DeliveryPolicy(
        settings.retryInitial(),
        settings.retryMax(),
        settings.giveUpAfter(),
        () -> ThreadLocalRandom.current().nextDouble());
  }
}
