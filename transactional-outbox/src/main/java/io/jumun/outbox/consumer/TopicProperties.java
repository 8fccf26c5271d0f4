package io.jumun.outbox.consumer;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code jumun.topics}, for topics that do not exist yet.
 *
 * @param partitions the same for every topic, so that one order has one partition number everywhere
 */
@ConfigurationProperties("jumun.topics")
record TopicProperties(
    @DefaultValue("12") int partitions, @DefaultValue("1") short replicationFactor) {}
