/**
 * How events are consumed.
 *
 * <ul>
 *   <li>A batch is handled in one transaction; its offsets are committed after it.
 *   <li>What may pass (database or broker away, deadlock, serialization failure) is retried without
 *       limit; nothing is ever skipped for it.
 *   <li>What cannot be parsed or breaks a rule goes to {@code <topic>-dlt} with Spring Kafka's
 *       headers, and the partition goes on.
 *   <li>An event type that this version does not know is counted and ignored.
 * </ul>
 */
@NullMarked
package io.jumun.outbox.consumer;

import org.jspecify.annotations.NullMarked;
