package io.jumun.outbox.consumer;

import io.jumun.outbox.clock.ClockSetBack;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;

/** Gives listeners and the sender of dead letters new Kafka clients. */
final class FreshClients {

  private final KafkaListenerEndpointRegistry listeners;
  private final KafkaTemplate<String, byte[]> deadLetters;

  FreshClients(KafkaListenerEndpointRegistry listeners, KafkaTemplate<String, byte[]> deadLetters) {
    this.listeners = listeners;
    this.deadLetters = deadLetters;
  }

  /** What a stopped listener did not commit is delivered again. */
  @EventListener(ClockSetBack.class)
  void replaceAll() {
    deadLetters.getProducerFactory().reset();
    for (var listener : listeners.getListenerContainers()) {
      if (listener.isRunning()) {
        listener.stop();
        listener.start();
      }
    }
  }
}
