package io.jumun.outbox.consumer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Creates the topics and their dead-letter topics where they are missing. A broker that is away
 * when the service starts only delays this; a topic that exists is left as it is.
 */
final class TopicProvisioner implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(TopicProvisioner.class);
  private static final long RETRY_MILLIS = 1_000;

  private final Map<String, Object> admin;
  private final List<NewTopic> topics;
  private final boolean wanted;
  private volatile @org.jspecify.annotations.Nullable Thread worker;

  /**
   * @param wanted false where somebody else creates them: then it does nothing
   */
  TopicProvisioner(Map<String, Object> admin, Collection<NewTopic> topics, boolean wanted) {
    this.admin = admin;
    this.topics = List.copyOf(topics);
    this.wanted = wanted;
  }

  @Override
  public boolean isAutoStartup() {
    return wanted;
  }

  @Override
  public void start() {
    worker = Thread.ofVirtual().name("topic-provisioner").start(this::provision);
  }

  @Override
  public void stop() {
    var running = worker;
    if (running != null) {
      running.interrupt();
    }
    worker = null;
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }

  /** Before the listeners, which would otherwise look for topics in vain at first. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void provision() {
    try (var client = Admin.create(admin)) {
      while (!createMissing(client)) {
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean createMissing(Admin client) throws InterruptedException {
    boolean complete = true;
    for (var result : client.createTopics(topics).values().entrySet()) {
      try {
        result.getValue().get(10, TimeUnit.SECONDS);
        log.info("Created topic {}", result.getKey());
      } catch (ExecutionException | TimeoutException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          log.warn("Topic {} is not there yet: {}", result.getKey(), e.toString());
          complete = false;
        }
      }
    }
    return complete;
  }
}
