package io.jumun.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which event types exist, what they are called on the wire, and which topic carries them. */
public final class EventCatalog {

  /** A topic is its aggregate type with this suffix. */
  public static final String TOPIC_SUFFIX = ".events";

  private final Map<String, Map<String, Class<?>>> classesByTopic = new HashMap<>();
  private final Map<Class<?>, EventType> types = new HashMap<>();

  /**
   * @param classesByTopic for each topic the classes of its events by wire name
   */
  public EventCatalog(Map<String, ? extends Map<String, ? extends Class<?>>> classesByTopic) {
    classesByTopic.forEach(
        (topic, classes) -> {
          this.classesByTopic.put(topic, Map.copyOf(classes));
          classes.forEach((name, type) -> types.put(type, new EventType(topic, name)));
        });
  }

  public Set<String> topics() {
    return Set.copyOf(classesByTopic.keySet());
  }

  EventType typeOf(Object event) {
    var type = types.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException("Not in the event catalog: " + event.getClass());
    }
    return type;
  }

  /** The class of an event on a topic; empty for a type that only a newer producer knows. */
  public Optional<Class<?>> classOf(String topic, String name) {
    return Optional.ofNullable(classesByTopic.getOrDefault(topic, Map.of()).get(name));
  }

  /** Whether any topic has events of a type of that name. */
  public boolean carries(String name) {
    return types.values().stream().anyMatch(type -> type.name().equals(name));
  }

  record EventType(String topic, String name) {

    EventType {
      if (!topic.endsWith(TOPIC_SUFFIX)) {
        throw new IllegalArgumentException("A topic of events ends in .events: " + topic);
      }
    }

    String aggregateType() {
      return topic.substring(0, topic.length() - TOPIC_SUFFIX.length());
    }
  }
}
