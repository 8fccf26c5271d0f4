package io.jumun.outbox.consumer;

import java.util.HashMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code jumun.topics}, for topics that do not exist yet.
 *
 * @param provision whether the service creates them; where somebody else does, the service waits
 *     for them
 * @param partitions the same for every topic, so that one order has one partition number everywhere
 */
@ConfigurationProperties("jumun.topics")
record TopicProperties(
    @DefaultValue("true") boolean provision,
    @DefaultValue("12") int partitions,
    @DefaultValue("1") short replicationFactor) {

  /**
   * With three replicas or more a record is acknowledged only when two have it; dead letters are
   * kept until somebody has dealt with them.
   */
  NewTopic topic(String name) {
    var config = new HashMap<String, String>();
    if (replicationFactor >= 3) {
      config.put("min.insync.replicas", "2");
    }
    if (name.endsWith(DeadLetterTopics.SUFFIX)) {
      config.put("retention.ms", "-1");
      config.put("max.message.bytes", Integer.toString(DeadLetterTopics.MAX_RECORD_BYTES));
    }
    return new NewTopic(name, partitions, replicationFactor).configs(config);
  }
}
