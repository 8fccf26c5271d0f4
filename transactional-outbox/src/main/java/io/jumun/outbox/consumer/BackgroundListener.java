package io.jumun.outbox.consumer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * A listener of topics that rarely have anything, and on which no order waits. It is a consumer
 * group of its own, so that the saga's listeners neither wait for it nor are rebalanced with it. It
 * costs next to nothing while there is nothing: one thread, and a fetch that the broker answers as
 * soon as there is a record, or after five seconds.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@KafkaListener(
    groupId =
        "${spring.kafka.consumer.group-id:${spring.application.name}}" + BackgroundListener.SUFFIX,
    concurrency = "1",
    properties = {"fetch.max.wait.ms:5000", "max.poll.records:10"})
public @interface BackgroundListener {

  /** What the names of these groups have behind the service's. */
  String SUFFIX = "-background";

  @AliasFor(annotation = KafkaListener.class, attribute = "topics")
  String[] topics();
}
