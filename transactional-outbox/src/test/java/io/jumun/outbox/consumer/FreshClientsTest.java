package io.jumun.outbox.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;

class FreshClientsTest {

  private final KafkaListenerEndpointRegistry registry = mock();
  private final KafkaTemplate<String, byte[]> deadLetters = mock();
  private final ProducerFactory<String, byte[]> producers = mock();
  private final FreshClients clients = new FreshClients(registry, deadLetters);

  @BeforeEach
  void sends() {
    when(deadLetters.getProducerFactory()).thenReturn(producers);
  }

  @Test
  void startsEveryListenerThatRuns() {
    var running = listener(true);
    var stopped = listener(false);
    registered(running, stopped);

    clients.replaceAll();

    verify(running).start();
    verify(stopped, never()).start();
    verify(producers).reset();
  }

  /** Without a name service no client is made; a listener takes itself for running all the same. */
  @Test
  void sparesNoOtherWhenOneDoesNotStartAndTriesItAgain() {
    var failing = listener(true);
    var other = listener(true);
    registered(failing, other);
    doThrow(new IllegalStateException("no resolvable bootstrap urls")).when(failing).start();

    assertThatThrownBy(clients::replaceAll).hasRootCauseMessage("no resolvable bootstrap urls");
    assertThat(failing.isRunning()).isFalse();
    assertThat(other.isRunning()).isTrue();

    runsWhenStarted(failing, new AtomicBoolean());
    clients.replaceAll();
    assertThat(failing.isRunning()).isTrue();
  }

  private void registered(MessageListenerContainer... containers) {
    when(registry.getListenerContainers()).thenReturn(List.of(containers));
  }

  private static MessageListenerContainer listener(boolean runs) {
    MessageListenerContainer listener = mock();
    runsWhenStarted(listener, new AtomicBoolean(runs));
    return listener;
  }

  private static void runsWhenStarted(MessageListenerContainer listener, AtomicBoolean running) {
    when(listener.isRunning()).thenAnswer(_ -> running.get());
    doAnswer(_ -> running.getAndSet(true)).when(listener).start();
    doAnswer(_ -> running.getAndSet(false)).when(listener).stop();
  }
}
