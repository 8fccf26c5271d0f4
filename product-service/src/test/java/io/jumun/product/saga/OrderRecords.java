package io.jumun.product.saga;

import io.jumun.contracts.EventTypes;
import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.Topics;
import io.jumun.outbox.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Order events as order-service would send them. */
final class OrderRecords {

  static final long USER = 7;
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private OrderRecords() {}

  static OrderCreated created(long orderId, OrderLine... lines) {
    return new OrderCreated(orderId, USER, List.of(lines), null, NOW);
  }

  static OrderCancelled cancelled(long orderId) {
    return new OrderCancelled(orderId, USER, CancelReason.DEADLINE_PASSED, NOW);
  }

  /** A batch as the listener receives it. */
  static List<ConsumerRecord<String, byte[]>> batchOf(List<? extends OrderEvent> events) {
    return events.stream().map(OrderRecords::received).toList();
  }

  static byte[] type(OrderEvent event) {
    return EventTypes.nameOf(event.getClass()).getBytes(StandardCharsets.UTF_8);
  }

  static byte[] json(OrderEvent event) {
    return EventJson.write(event).getBytes(StandardCharsets.UTF_8);
  }

  private static ConsumerRecord<String, byte[]> received(OrderEvent event) {
    var record =
        new ConsumerRecord<>(
            Topics.ORDER_EVENTS, 0, 0, Long.toString(event.orderId()), json(event));
    record.headers().add("ce_type", type(event));
    return record;
  }
}
