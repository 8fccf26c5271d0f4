package io.jumun.dataplatform.web;

import io.jumun.dataplatform.DataPlatform;
import io.jumun.dataplatform.DeliveryCounts;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * @param circuitBreaker of the replica that answers
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SummaryAnswer(
    long delivered, long pending, long retried, long parked, DataPlatform.Circuit circuitBreaker) {

  static SummaryAnswer of(DeliveryCounts counts, DataPlatform.Circuit circuit) {
    return new SummaryAnswer(
        counts.delivered(), counts.pending(), counts.retried(), counts.parked(), circuit);
  }
}
