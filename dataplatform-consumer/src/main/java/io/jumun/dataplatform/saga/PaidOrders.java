package io.jumun.dataplatform.saga;

import io.jumun.contracts.EventTypes;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.dataplatform.PaidOrder;
import io.jumun.outbox.TraceParents;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * The records behind the {@code OrderPaid} events of a batch: the platform is to get what was
 * published, under the id it was published with, and an event no longer tells either.
 */
final class PaidOrders {

  private static final String TYPE = EventTypes.nameOf(OrderPaid.class);

  private final Map<String, ConsumerRecord<String, byte[]>> byKey = new HashMap<>();

  PaidOrders(List<ConsumerRecord<String, byte[]>> records) {
    for (var record : records) {
      if (record.key() != null && TYPE.equals(text(record.headers().lastHeader("ce_type")))) {
        byKey.putIfAbsent(record.key(), record);
      }
    }
  }

  /**
   * @throws IllegalArgumentException when the record does not carry what every event carries
   */
  PaidOrder of(OrderPaid event) {
    var record = byKey.get(Long.toString(event.orderId()));
    if (record == null) {
      throw new IllegalArgumentException("The key is not the order's id " + event.orderId());
    }
    return new PaidOrder(
        eventId(record),
        event.orderId(),
        TYPE,
        new String(record.value(), StandardCharsets.UTF_8),
        headers(record),
        TraceParents.validated(text(record.headers().lastHeader("traceparent"))),
        new PaidOrder.Position(record.partition(), record.offset()));
  }

  private static UUID eventId(ConsumerRecord<?, ?> record) {
    var id = text(record.headers().lastHeader("ce_id"));
    if (id == null) {
      throw new IllegalArgumentException("The record has no ce_id header");
    }
    return UUID.fromString(id);
  }

  private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
    var headers = new HashMap<String, String>();
    for (var header : record.headers()) {
      var value = text(header);
      var described = header.key().startsWith("ce_") || header.key().equals("content-type");
      if (described && value != null) {
        headers.put(header.key(), value);
      }
    }
    return headers;
  }

  private static @Nullable String text(@Nullable Header header) {
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
