package io.jumun.books;

import static io.jumun.books.EventTopics.header;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jumun.contracts.EventTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds records against {@code docs/events.md} and the JSON Schemas of {@code event-contracts}. */
final class RecordFormat {

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Optional<Schema>> schemas = new HashMap<>();

  /**
   * What is wrong with a record.
   *
   * @param body null when it is not JSON
   */
  Optional<String> faultOf(ConsumerRecord<String, byte[]> record, @Nullable JsonNode body) {
    return faultInHeaders(record).or(() -> faultInBody(record, body));
  }

  private static Optional<String> faultInHeaders(ConsumerRecord<String, byte[]> record) {
    if (EventTopics.id(record).isEmpty()) {
      return Optional.of("ce_id is " + header(record, "ce_id"));
    }
    return expect(record, "ce_specversion", "1.0")
        .or(() -> expect(record, "content-type", "application/json"))
        .or(() -> header(record, "ce_type") == null ? Optional.of("no ce_type") : Optional.empty())
        .or(() -> expect(record, "ce_subject", String.valueOf(record.key())));
  }

  private static Optional<String> expect(
      ConsumerRecord<String, byte[]> record, String name, String value) {
    var found = header(record, name);
    return value.equals(found)
        ? Optional.empty()
        : Optional.of("%s is %s, not %s".formatted(name, found, value));
  }

  /** A type that nobody here knows may look as it likes. */
  private Optional<String> faultInBody(
      ConsumerRecord<String, byte[]> record, @Nullable JsonNode body) {
    var type = String.valueOf(header(record, "ce_type"));
    var schema = schemas.computeIfAbsent(type, RecordFormat::schema);
    if (schema.isEmpty()) {
      return Optional.empty();
    }
    if (body == null) {
      return Optional.of("its body is not JSON");
    }
    var errors = schema.get().validate(body);
    if (!errors.isEmpty()) {
      return Optional.of(errors.toString());
    }
    var ofTopic = EventTypes.ALL_BY_TOPIC.get(record.topic());
    if (ofTopic != null && !ofTopic.containsKey(type)) {
      return Optional.of(type + " does not belong on " + record.topic());
    }
    return body.has("orderId") && !body.get("orderId").asString().equals(record.key())
        ? Optional.of("key %s is not orderId %s".formatted(record.key(), body.get("orderId")))
        : Optional.empty();
  }

  private static Optional<Schema> schema(String type) {
    try (var stream = EventTypes.class.getResourceAsStream("/schemas/" + type + ".json")) {
      return stream == null
          ? Optional.empty()
          : Optional.of(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(JSON.readTree(stream)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
