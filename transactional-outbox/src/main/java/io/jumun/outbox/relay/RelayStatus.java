package io.jumun.outbox.relay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this replica's relay does.
 *
 * @param since when it began to
 * @param problem what the last engine failed with, while none runs
 */
record RelayStatus(Role role, Instant since, @Nullable String problem) {

  enum Role {
    /** Not yet known. */
    STARTING,
    /** This replica relays. */
    LEADING,
    /** Another replica relays. */
    STANDBY,
    /** Nobody is known to relay; trying again. */
    FAILING
  }
}
