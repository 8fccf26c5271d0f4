package io.jumun.dataplatform;

import java.time.Duration;
import java.util.UUID;

/**
 * An order that is one worker's to deliver until its lease ends.
 *
 * @param attempts before this one
 * @param pendingFor by the database's clock
 */
record Claim(PaidOrder order, UUID leaseId, int attempts, Duration pendingFor) {}
