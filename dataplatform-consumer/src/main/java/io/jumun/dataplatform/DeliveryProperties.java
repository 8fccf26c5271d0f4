package io.jumun.dataplatform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code jumun.dataplatform}.
 *
 * @param concurrency most deliveries that one replica has under way
 * @param lease for which a claimed row is its worker's alone; longer than a delivery can take, or
 *     two replicas may deliver one row at the same time
 * @param pollInterval after which a worker looks for rows that became due, or that nobody delivers
 *     any more
 * @param retryInitial first pause of a row that failed for a passing reason; doubles, with jitter,
 *     up to
 * @param retryMax the longest pause
 * @param giveUpAfter a row that fails when it has been pending this long is parked
 */
@ConfigurationProperties("jumun.dataplatform")
@Validated
public record DeliveryProperties(
    @DefaultValue("128") @Min(1) @Max(1000) int concurrency,
    @DefaultValue("60s") Duration lease,
    @DefaultValue("1s") Duration pollInterval,
    @DefaultValue("1s") Duration retryInitial,
    @DefaultValue("5m") Duration retryMax,
    @DefaultValue("24h") Duration giveUpAfter) {

  public DeliveryProperties {
    positive(lease, "lease");
    positive(pollInterval, "poll-interval");
    positive(retryInitial, "retry-initial");
    positive(retryMax, "retry-max");
    positive(giveUpAfter, "give-up-after");
  }

  private static void positive(Duration value, String name) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("jumun.dataplatform." + name + " must be positive");
    }
  }
}
