/**
 * Plays the saga in one thread: the services' own decisions, routing and locking upon simulated
 * databases, topics, relays and consumers. A seed decides what happens next, so each run can be
 * repeated.
 *
 * <p>Guarantees to whoever changes the saga: events of one order and topic arrive in their order at
 * first; nothing is ordered across topics; anything may arrive again, at any time; any transaction
 * may be undone, and any consumer may lose its partitions while its transaction is open. What a
 * schedule cannot do is lose a committed row.
 */
@NullMarked
package io.jumun.simulation;

import org.jspecify.annotations.NullMarked;
