package io.jumun.dataplatform;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the delivery of one order.
 *
 * @param attempts since it was stored or last replayed
 * @param nextAttemptAt while PENDING
 * @param lastError of the latest attempt that failed
 */
public record Delivery(
    long orderId,
    UUID eventId,
    String type,
    DeliveryStatus status,
    int attempts,
    @Nullable String lastError,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant parkedAt) {}
