package io.jumun.dataplatform.web;

import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * @param dryRun nothing was done: the orders would be put back
 * @param orderIds which were put back; orders that are not parked are left out
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ReplayAnswer(boolean dryRun, int count, List<Long> orderIds) {

  static ReplayAnswer done(List<Long> orderIds) {
    return new ReplayAnswer(false, orderIds.size(), orderIds);
  }

  static ReplayAnswer rehearsed(List<Long> orderIds) {
    return new ReplayAnswer(true, orderIds.size(), orderIds);
  }
}
