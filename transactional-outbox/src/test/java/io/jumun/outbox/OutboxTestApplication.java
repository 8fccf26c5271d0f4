package io.jumun.outbox;

import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The smallest service that has an outbox. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class OutboxTestApplication {

  public static final String TOPIC = "thing.events";

  public record ThingHappened(long thingId, int step) {}

  public record ThingEnded(long thingId) {}

  @Bean
  EventCatalog events() {
    return new EventCatalog(
        Map.of(
            TOPIC,
            Map.of(
                "io.jumun.ThingHappened.v1",
                ThingHappened.class,
                "io.jumun.ThingEnded.v1",
                ThingEnded.class)));
  }
}
