package io.jumun.outbox.relay;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Tells who leads and how far behind it is; out of service until that is known, and when nobody has
 * led for a while.
 */
final class RelayHealthIndicator extends AbstractHealthIndicator {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final RelaySupervisor supervisor;
  private final RelayMeters meters;
  private final Clock clock;

  RelayHealthIndicator(RelaySupervisor supervisor, RelayMeters meters, Clock clock) {
    this.supervisor = supervisor;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    var status = supervisor.status();
    boolean inService =
        switch (status.role()) {
          case LEADING, STANDBY -> true;
          case STARTING -> false;
          case FAILING ->
              Duration.between(status.since(), clock.instant()).compareTo(PATIENCE) <= 0;
        };
    (inService ? health.up() : health.outOfService())
        .withDetail("role", status.role())
        .withDetail("since", status.since())
        .withDetail("lagBytes", meters.lag());
    if (status.problem() != null) {
      health.withDetail("problem", status.problem());
    }
  }
}
