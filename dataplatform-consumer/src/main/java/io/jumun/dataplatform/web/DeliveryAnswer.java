package io.jumun.dataplatform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.jumun.dataplatform.Delivery;
import io.jumun.dataplatform.DeliveryStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryAnswer(
    long orderId,
    UUID eventId,
    String type,
    DeliveryStatus status,
    int attempts,
    @Nullable String lastError,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant parkedAt) {

  static DeliveryAnswer of(Delivery delivery) {
    return new DeliveryAnswer(
        delivery.orderId(),
        delivery.eventId(),
        delivery.type(),
        delivery.status(),
        delivery.attempts(),
        delivery.lastError(),
        delivery.createdAt(),
        delivery.nextAttemptAt(),
        delivery.deliveredAt(),
        delivery.parkedAt());
  }
}
