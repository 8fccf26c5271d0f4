package io.jumun.order.web;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** What a client that does not wait is told. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record PendingOrder(long orderId) {}
