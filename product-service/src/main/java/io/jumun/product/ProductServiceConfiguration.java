package io.jumun.product;

import io.jumun.contracts.EventTypes;
import io.jumun.outbox.EventCatalog;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProductServiceConfiguration {

  @Bean
  EventCatalog events() {
    return new EventCatalog(EventTypes.ALL_BY_TOPIC);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
