package io.jumun.balance;

import io.jumun.contracts.EventTypes;
import io.jumun.outbox.EventCatalog;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BalanceProperties.class)
@EnableScheduling
class BalanceConfiguration {

  @Bean
  EventCatalog events() {
    return new EventCatalog(EventTypes.ALL_BY_TOPIC);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
