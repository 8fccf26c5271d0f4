package io.jumun.deadletters;

import io.jumun.outbox.EventCatalog;
import io.jumun.outbox.consumer.EventConsumer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.KafkaListener;

/** The smallest service that sets records aside. */
@SpringBootConfiguration
@EnableAutoConfiguration
class ThingService {

  static final String TOPIC = "thing.events";
  static final String OTHER_TOPIC = "other.events";
  static final String TYPE = "io.jumun.ThingHappened.v1";

  record ThingHappened(long thingId) {}

  @Bean
  EventCatalog events() {
    Map<String, Class<?>> types = Map.of(TYPE, ThingHappened.class);
    return new EventCatalog(Map.of(TOPIC, types, OTHER_TOPIC, types));
  }

  @Bean
  Participant participant(EventConsumer events) {
    return new Participant(events);
  }

  /** Remembers what it received; cannot handle the things that are said to be broken. */
  static class Participant {

    final Set<Long> broken = ConcurrentHashMap.newKeySet();
    final List<Long> handled = new CopyOnWriteArrayList<>();
    final List<ConsumerRecord<String, byte[]>> received = new CopyOnWriteArrayList<>();
    private final EventConsumer events;

    Participant(EventConsumer events) {
      this.events = events;
    }

    @KafkaListener(topics = {TOPIC, OTHER_TOPIC})
    void onRecords(List<ConsumerRecord<String, byte[]>> records) {
      events.consume(records, ThingHappened.class, batch -> batch.forEach(this::on));
      received.addAll(records);
    }

    private void on(ThingHappened thing) {
      if (broken.contains(thing.thingId())) {
        throw new IllegalStateException("thing %d is broken".formatted(thing.thingId()));
      }
      handled.add(thing.thingId());
    }
  }
}
