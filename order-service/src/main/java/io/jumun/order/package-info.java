/**
 * Takes orders and answers with their end.
 *
 * <p>Guarantees: an order is stored together with its {@code OrderCreated} or not at all, once per
 * idempotency key. It ends exactly once, PAID or CANCELLED, in one compare-and-set under its row's
 * lock together with the event that tells of it; whoever comes second changes and publishes
 * nothing. An order that is PENDING past its deadline, by the database's clock, can only end
 * CANCELLED. The answer to a request is always read from what was committed, on whichever replica
 * it was decided.
 */
@NullMarked
package io.jumun.order;

import org.jspecify.annotations.NullMarked;
