package io.jumun.books;

import org.jspecify.annotations.Nullable;

/**
 * A record on a dead-letter topic.
 *
 * @param topic the dead-letter topic
 * @param id its {@code ce_id}
 * @param type its {@code ce_type}
 * @param group the consumer group that gave it up
 * @param reason the exception's message, as the service that gave up put it into the headers
 */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    @Nullable String id,
    @Nullable String type,
    @Nullable String group,
    @Nullable String reason) {}
