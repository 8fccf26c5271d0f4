/**
 * The relay: follows the outbox table through a logical replication slot with an embedded Debezium
 * engine and publishes each row to Kafka.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>A committed row is published at least once, in commit order; a row that was rolled back is
 *       never published. A batch is acknowledged to PostgreSQL only after Kafka has acknowledged
 *       every record of it.
 *   <li>The slot exists before the service takes its first request. When it is lost, it is created
 *       anew and every row that may be missing in Kafka is published again from the table.
 *   <li>Of several replicas one leads; the others take over within seconds.
 *   <li>Rows are kept for a retention time, and beyond it until they are published.
 * </ul>
 *
 * <p>Where it stands after a restart is known from the slot alone: the engine's own offsets can
 * skip committed rows (dbz#76, dbz#1554 in Debezium's tracker), so they live in memory and are new
 * at every start.
 */
@NullMarked
package io.jumun.outbox.relay;

import org.jspecify.annotations.NullMarked;
