package io.jumun.outbox.consumer;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Out of service when a listener has ended: its partitions' orders would only time out. */
final class ListenersHealthIndicator extends AbstractHealthIndicator {

  private final KafkaListenerEndpointRegistry listeners;

  ListenersHealthIndicator(KafkaListenerEndpointRegistry listeners) {
    this.listeners = listeners;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    var ended =
        listeners.getListenerContainers().stream()
            .filter(container -> container.isAutoStartup() && !container.isRunning())
            .map(MessageListenerContainer::getListenerId)
            .toList();
    if (ended.isEmpty()) {
      health.up();
    } else {
      health.outOfService().withDetail("ended", ended);
    }
  }
}
