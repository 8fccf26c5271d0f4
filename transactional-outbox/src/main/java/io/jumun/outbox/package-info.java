/**
 * A transactional outbox as a Spring Boot starter.
 *
 * <p>Guarantees: an event appended with {@link io.jumun.outbox.Outbox#append} is published if and
 * only if the surrounding transaction commits, at least once, in the order of appends per key and
 * topic. Consumers built on {@link io.jumun.outbox.consumer.EventConsumer} see every event at least
 * once; one transaction covers a batch and its offsets are committed after it.
 *
 * <p>The pattern: Chris Richardson, "Transactional outbox" and "Transaction log tailing",
 * microservices.io.
 */
@NullMarked
package io.jumun.outbox;

import org.jspecify.annotations.NullMarked;
