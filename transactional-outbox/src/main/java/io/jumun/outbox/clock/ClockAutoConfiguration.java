package io.jumun.outbox.clock;

import io.jumun.outbox.EventCatalog;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** Watches the clock of every service that has events. */
@AutoConfiguration
@ConditionalOnBean(EventCatalog.class)
class ClockAutoConfiguration {

  @Bean
  ClockWatch clockWatch(ApplicationEventPublisher events) {
    return new ClockWatch(Clock.systemUTC(), System::nanoTime, events::publishEvent);
  }
}
