/**
 * Takes paid orders to the data platform.
 *
 * <p>Guarantees: every {@code OrderPaid} that was published is stored once and offered to the
 * platform until the platform has it or it is parked, always under the same {@code
 * Idempotency-Key}; so a platform that honours the key has it exactly once. What is parked is also
 * on the dead-letter topic, with its reason, and can be replayed. The saga's partition waits for
 * the database only, never for the platform.
 */
@NullMarked
package io.jumun.dataplatform;

import org.jspecify.annotations.NullMarked;
