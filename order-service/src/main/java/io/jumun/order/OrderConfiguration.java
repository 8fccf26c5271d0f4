package io.jumun.order;

import io.jumun.contracts.EventTypes;
import io.jumun.outbox.EventCatalog;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts, and everything that runs without being asked. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OrderProperties.class)
class OrderConfiguration {

  @Bean
  EventCatalog events() {
    return new EventCatalog(EventTypes.ALL_BY_TOPIC);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Loop intakeLoop(OrderIntake intake, OrderProperties settings) {
    return new Loop("order-intake", settings.committers(), Duration.ZERO, intake::commitArrivals);
  }

  @Bean
  Loop outcomeListenerLoop(OutcomeListener listener, OrderProperties settings) {
    return new Loop("outcome-listener", 1, settings.pollInterval(), listener::listen);
  }

  @Bean
  Loop outcomePollLoop(OutcomePoller poller, OrderProperties settings) {
    return new Loop("outcome-poller", 1, settings.pollInterval(), poller::pollOverdue);
  }

  @Bean
  Loop deadlineSweepLoop(DeadlineSweep sweep, OrderProperties settings) {
    return new Loop("deadline-sweep", 1, settings.sweepInterval(), sweep::run);
  }

  @Bean
  Loop keyCleanUpLoop(IdempotencyCleanUp cleanUp, OrderProperties settings) {
    return new Loop("key-clean-up", 1, settings.cleanUpInterval(), cleanUp::run);
  }
}
