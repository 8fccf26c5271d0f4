package io.jumun.outbox.consumer;

import io.jumun.outbox.clock.ClockSetBack;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Gives listeners and the sender of dead letters new Kafka clients. */
final class FreshClients {

  private final KafkaListenerEndpointRegistry listeners;
  private final KafkaTemplate<String, byte[]> deadLetters;

  /** Stopped to be started again, which has failed. */
  private final Set<MessageListenerContainer> halfDone = new HashSet<>();

  FreshClients(KafkaListenerEndpointRegistry listeners, KafkaTemplate<String, byte[]> deadLetters) {
    this.listeners = listeners;
    this.deadLetters = deadLetters;
  }

  /**
   * What a stopped listener did not commit is delivered again.
   *
   * @throws IllegalStateException when one could not be replaced; it is stopped then, as its health
   *     tells, and the others are replaced
   */
  @EventListener(ClockSetBack.class)
  void replaceAll() {
    deadLetters.getProducerFactory().reset();
    RuntimeException failure = null;
    for (var listener : listeners.getListenerContainers()) {
      if (listener.isRunning() || halfDone.contains(listener)) {
        try {
          replace(listener);
        } catch (RuntimeException e) {
          failure = e;
        }
      }
    }
    if (failure != null) {
      throw new IllegalStateException("A listener does not start", failure);
    }
  }

  private void replace(MessageListenerContainer listener) {
    halfDone.add(listener);
    listener.stop();
    try {
      listener.start();
    } catch (RuntimeException e) {
      listener.stop(); // it takes itself for running
      throw e;
    }
    halfDone.remove(listener);
  }
}
