package io.jumun.product.reconciliation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code jumun.reconciliation}.
 *
 * @param grace how long ago an order had ended when it was stated
 */
@ConfigurationProperties("jumun.reconciliation")
record ReconciliationProperties(@DefaultValue("10m") Duration grace) {

  ReconciliationProperties {
    if (!grace.isPositive()) {
      throw new IllegalArgumentException("jumun.reconciliation.grace must be positive");
    }
  }

  /**
   * What was done for an order less long ago is not asked about: its end may be on its way. Shorter
   * than the grace, because a step may have been done after the order's end: nobody asks again soon
   * about what is still too young when its order is stated.
   */
  Duration askedAfter() {
    return grace.dividedBy(2);
  }
}
