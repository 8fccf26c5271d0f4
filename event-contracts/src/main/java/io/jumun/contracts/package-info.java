/**
 * The language the services share: sealed event families, the topics that carry them and their
 * names on the wire.
 *
 * <p>Guarantees to every reader of a topic: the Kafka key of an event is its {@code orderId} as
 * decimal text (of a statement, its {@code fromOrderId}); an event's type name and the meaning of
 * its fields never change (a changed meaning is a new type); fields may be added. Money is a {@code
 * long} in the currency's minor unit, ids are positive, times are UTC. Delivery is at least once,
 * ordered per order within one topic and unordered across topics.
 */
@NullMarked
package io.jumun.contracts;

import org.jspecify.annotations.NullMarked;
