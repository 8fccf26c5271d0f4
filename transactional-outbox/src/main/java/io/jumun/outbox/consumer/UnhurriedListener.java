package io.jumun.outbox.consumer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * A listener of topics that always have something, but nothing that an order waits for. The broker
 * keeps it waiting for 200 ms, so that it is not woken by every batch of events, of which most are
 * for others, and is handed more at once. It is a member of the service's own consumer group, with
 * a thread of its own: what it handles may run beside what the service's other listeners handle,
 * for the same order, too.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@KafkaListener(properties = {"fetch.min.bytes:1048576", "fetch.max.wait.ms:200"})
public @interface UnhurriedListener {

  @AliasFor(annotation = KafkaListener.class, attribute = "topics")
  String[] topics();
}
