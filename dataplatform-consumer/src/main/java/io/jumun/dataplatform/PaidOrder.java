package io.jumun.dataplatform;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An {@code OrderPaid} event as it came from Kafka.
 *
 * @param eventId the same on every redelivery, so the platform can tell repetitions by it
 * @param type {@code ce_type}
 * @param payload the record's value, unchanged
 * @param headers the record's {@code ce_*} headers and its {@code content-type}
 * @param traceparent W3C trace context of what led to the event
 */
public record PaidOrder(
    UUID eventId,
    long orderId,
    String type,
    String payload,
    Map<String, String> headers,
    @Nullable String traceparent,
    Position position) {

  public PaidOrder {
    headers = Map.copyOf(headers);
  }

  /** Where in its topic the record was first seen. */
  public record Position(int partition, long offset) {}
}
