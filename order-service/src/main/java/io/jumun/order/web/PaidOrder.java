package io.jumun.order.web;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** What a client that has paid is told. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record PaidOrder(long orderId, long finalAmount) {}
