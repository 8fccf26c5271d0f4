package io.jumun.simulation;

import io.jumun.contracts.SagaEvent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * What a service subscribes to, and what it does with a batch.
 *
 * @param batch within a transaction
 */
public record Reactions(List<String> topics, Consumer<List<SagaEvent>> batch) {

  /**
   * @param participant has the one listener whose topics these are
   */
  public static Reactions of(Class<?> participant, Consumer<List<SagaEvent>> batch) {
    var topics =
        Arrays.stream(participant.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(KafkaListener.class))
            .flatMap(method -> Arrays.stream(method.getAnnotation(KafkaListener.class).topics()))
            .toList();
    return new Reactions(topics, batch);
  }

  /** The same, but deaf to some. */
  public Reactions without(Predicate<SagaEvent> unheard) {
    return new Reactions(
        topics, events -> batch.accept(events.stream().filter(unheard.negate()).toList()));
  }
}
