/**
 * What the consumers of a service have set aside, and its way back: list, inspect, replay, and an
 * audit trail of the replays.
 *
 * <ul>
 *   <li>A service shows and replays its own dead letters only: those that its own consumer group
 *       set aside.
 *   <li>A replay sends the record to the topic it came from, with the same key, value and headers,
 *       {@code ce_id} among them, so whoever handled it before takes it for a duplicate.
 *   <li>What is replayed is written to the audit trail before it is sent. A record that was, or may
 *       have been, replayed is refused unless the request says {@code again}.
 *   <li>Reading joins no group and commits no offset; dead letters stay where they are.
 * </ul>
 */
@NullMarked
package io.jumun.deadletters;

import org.jspecify.annotations.NullMarked;
