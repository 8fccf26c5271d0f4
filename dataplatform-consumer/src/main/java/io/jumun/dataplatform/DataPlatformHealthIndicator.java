package io.jumun.dataplatform;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Shows how the platform fares. Never DOWN: without the platform the service still does its work,
 * which is to store and to try.
 */
@Component
class DataPlatformHealthIndicator implements HealthIndicator {

  private final DataPlatform platform;

  DataPlatformHealthIndicator(DataPlatform platform) {
    this.platform = platform;
  }

  @Override
  public Health health() {
    var circuit = platform.circuit();
    var status = circuit == DataPlatform.Circuit.CLOSED ? Status.UP : Status.UNKNOWN;
    return Health.status(status).withDetail("circuit_breaker", circuit).build();
  }
}
