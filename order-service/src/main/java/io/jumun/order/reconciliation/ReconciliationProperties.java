package io.jumun.order.reconciliation;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code jumun.reconciliation}.
 *
 * @param grace how long ago an order must have ended to be stated; several minutes, or the others
 *     ask for what is only on its way, and an id may be passed before its order is stored
 * @param againAfter how long ago an order must have ended to be stated a second time
 * @param interval pause between looks for orders to state
 */
@Validated
@ConfigurationProperties("jumun.reconciliation")
record ReconciliationProperties(
    @DefaultValue("10m") @DurationMin(millis = 1) Duration grace,
    @DefaultValue("24h") @DurationMin(millis = 1) Duration againAfter,
    @DefaultValue("10s") @DurationMin(millis = 1) Duration interval) {}
