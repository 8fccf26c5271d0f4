package io.jumun.simulation;

import static org.springframework.core.annotation.AnnotatedElementUtils.findMergedAnnotation;

import io.jumun.contracts.SagaEvent;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * What a service subscribes to, and what it does with a batch.
 *
 * @param listeners the topics of each
 * @param batch within a transaction
 */
public record Reactions(List<List<String>> listeners, Consumer<List<SagaEvent>> batch) {

  /**
   * @param participant has the listeners
   */
  public static Reactions of(Class<?> participant, Consumer<List<SagaEvent>> batch) {
    var listeners =
        Arrays.stream(participant.getDeclaredMethods())
            .sorted(Comparator.comparing(Method::getName)) // a seed is to mean the same every time
            .flatMap(method -> Stream.ofNullable(findMergedAnnotation(method, KafkaListener.class)))
            .map(listener -> List.of(listener.topics()))
            .toList();
    return new Reactions(listeners, batch);
  }

  /** The same, but deaf to some. */
  public Reactions without(Predicate<SagaEvent> unheard) {
    return new Reactions(
        listeners, events -> batch.accept(events.stream().filter(unheard.negate()).toList()));
  }
}
