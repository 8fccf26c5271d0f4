package io.jumun.deadletters;

/**
 * Who wants a replay, and why.
 *
 * @param again also of what was, or may have been, replayed before
 */
record ReplayOrder(String requestedBy, String reason, boolean again) {}
