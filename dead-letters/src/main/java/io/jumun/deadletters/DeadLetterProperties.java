package io.jumun.deadletters;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code jumun.dead-letters}.
 *
 * @param readTimeout how long a request reads; a listing then goes on where it stopped
 * @param sendTimeout how long a replay waits for Kafka's acknowledgement
 * @param maxReplaySize most bytes of records that one request replays
 */
@ConfigurationProperties("jumun.dead-letters")
record DeadLetterProperties(
    @DefaultValue("5s") Duration readTimeout,
    @DefaultValue("10s") Duration sendTimeout,
    @DefaultValue("16MB") DataSize maxReplaySize) {}
