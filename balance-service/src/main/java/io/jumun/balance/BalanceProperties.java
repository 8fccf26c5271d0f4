package io.jumun.balance;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code jumun.balance}.
 *
 * @param idempotencyRetention how long a charge's idempotency key is kept, at least 24 hours
 */
@Validated
@ConfigurationProperties("jumun.balance")
record BalanceProperties(
    @DefaultValue("24h") @DurationMin(hours = 24) Duration idempotencyRetention) {}
