package io.jumun.outbox.clock;

import java.time.Duration;

/**
 * Published in the application when the wall clock has gone back by more than seconds, as when a
 * host's time is set right. Kafka's clients keep time by it: until it is where it was, they do not
 * look for the cluster's metadata again, and whoever joins a group waits for that. Whoever keeps
 * such a client replaces it; when it throws, it hears of it again soon.
 */
public record ClockSetBack(Duration by) {}
