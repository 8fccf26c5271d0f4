package io.jumun.outbox.relay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the outbox, however it was read. */
record OutboxRow(
    String id,
    String aggregateType,
    String aggregateId,
    String type,
    String payload,
    @Nullable String traceparent,
    Instant createdAt) {}
