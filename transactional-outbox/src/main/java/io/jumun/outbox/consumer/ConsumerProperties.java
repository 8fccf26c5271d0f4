package io.jumun.outbox.consumer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code jumun.consumer}.
 *
 * @param concurrency consumers per listener; partitions are shared among them
 * @param maxBatch most records in one transaction
 * @param sessionTimeout after which a silent consumer's partitions go to others
 * @param retryInitial first pause before a failed batch is delivered again; doubles up to
 * @param retryMax the longest pause
 */
@ConfigurationProperties("jumun.consumer")
record ConsumerProperties(
    @DefaultValue("1") int concurrency,
    @DefaultValue("500") int maxBatch,
    @DefaultValue("6s") Duration sessionTimeout,
    @DefaultValue("100ms") Duration retryInitial,
    @DefaultValue("5s") Duration retryMax) {

  private static final Duration LONGEST_HEARTBEAT = Duration.ofSeconds(3);

  /** It also tells a consumer that others join or leave, so it is short in any case. */
  Duration heartbeatInterval() {
    var third = sessionTimeout.dividedBy(3);
    return third.compareTo(LONGEST_HEARTBEAT) < 0 ? third : LONGEST_HEARTBEAT;
  }
}
