package io.jumun.books;

import static io.jumun.books.EventTopics.header;

import io.jumun.books.Events.Question;
import io.jumun.books.Events.Seen;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Boils records and outbox rows down to what the rules need to know of them. */
final class EventsReader {

  private static final JsonMapper JSON = new JsonMapper();

  private final RecordFormat format = new RecordFormat();
  private final Events events = new Events();

  Events events() {
    return events;
  }

  void readTopics(String bootstrapServers) {
    try (var topics = new EventTopics(bootstrapServers)) {
      topics.read(t -> EventTopics.isEvents(t) || EventTopics.isDeadLetters(t), this::take);
    }
  }

  /** Of a database that has none nothing is read. */
  void readOutbox(Database database) {
    if (!database.hasOutbox()) {
      return;
    }
    database.each(
        "select id, aggregatetype from outbox",
        row -> events.outboxOf(row.getString(2) + ".events").add(row.getObject(1, UUID.class)));
    if (!events.deleted().isEmpty()) {
      readDeleted(database);
    }
  }

  /** What became of the orders is known from the rows of records that were deleted on purpose. */
  private void readDeleted(Database database) {
    database.each(
        "select id, aggregatetype, aggregateid, type, payload from outbox",
        row -> {
          var id = row.getObject(1, UUID.class);
          var published = events.publishedOn(row.getString(2) + ".events");
          if (events.deleted().contains(id) && !published.contains(id)) {
            note(row.getString(3), row.getString(4), parse(row.getBytes(5)));
          }
        });
  }

  void take(ConsumerRecord<String, byte[]> record) {
    if (EventTopics.isDeadLetters(record.topic())) {
      events.deadLetters().add(deadLetter(record)); // also of what was injected
    } else if (EventTopics.isInjected(record)) {
      order(record.key()).ifPresent(events.injectedFor()::add);
    } else {
      takeEvent(record);
    }
  }

  private void takeEvent(ConsumerRecord<String, byte[]> record) {
    var id = EventTopics.id(record);
    if (id.isPresent() && !events.publishedOn(record.topic()).add(id.get())) {
      return; // a redelivery
    }
    var body = parse(record.value());
    format
        .faultOf(record, body)
        .ifPresentOrElse(
            fault -> events.malformed().add(place(record) + ": " + fault),
            () -> note(record.key(), header(record, "ce_type"), body));
  }

  private void note(@Nullable String key, @Nullable String type, @Nullable JsonNode body) {
    var order = order(key);
    if (order.isPresent() && type != null && Question.TYPES.contains(type)) {
      events.questions().add(new Question(order.get(), type));
    }
    var kind = EventKind.of(type);
    if (order.isPresent() && kind.isPresent() && body != null) {
      events.add(order.get(), new Seen(kind.get(), amount(kind.get(), body), reason(body)));
    }
  }

  private static @Nullable Long amount(EventKind kind, JsonNode body) {
    var amount = body.path(kind == EventKind.BALANCE_REFUNDED ? "amount" : "finalAmount");
    return amount.isIntegralNumber() ? (Long) amount.asLong() : null;
  }

  private static @Nullable String reason(JsonNode body) {
    var reason = body.path("reason");
    return reason.isString() ? reason.asString().intern() : null;
  }

  private static Optional<Long> order(@Nullable String key) {
    try {
      return key == null ? Optional.empty() : Optional.of(Long.valueOf(key));
    } catch (NumberFormatException e) {
      return Optional.empty(); // of something else than an order
    }
  }

  private static DeadLetter deadLetter(ConsumerRecord<String, byte[]> record) {
    return new DeadLetter(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        header(record, "ce_id"),
        header(record, "ce_type"),
        header(record, "kafka_dlt-original-consumer-group"),
        header(record, "kafka_dlt-exception-message"));
  }

  private static String place(ConsumerRecord<String, byte[]> record) {
    return "%s-%d@%d, %s of %s"
        .formatted(
            record.topic(),
            record.partition(),
            record.offset(),
            header(record, "ce_type"),
            record.key());
  }

  private static @Nullable JsonNode parse(byte @Nullable [] body) {
    try {
      return body == null ? null : JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      return null; // the record is not well-formed, and will be found to be so
    }
  }
}
