package io.jumun.outbox.relay;

/**
 * The slot as PostgreSQL sees it.
 *
 * @param active some walsender reads from it
 * @param lost PostgreSQL has dropped what it still needed; it cannot be read any more
 * @param confirmed up to where all is acknowledged, as PostgreSQL prints it
 * @param lagBytes WAL written since
 */
record Slot(boolean active, boolean lost, String confirmed, long lagBytes) {}
