package io.jumun.outbox.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * Consumers that commit offsets now and then instead of after every batch: a commit costs the
 * broker as much as a batch of events. The latest offset that was to be committed reaches the
 * broker by a poll some {@link #INTERVAL} later, before its partition is given away, or when the
 * consumer is closed; at once where a record has been set aside, or a death in between would set it
 * aside twice. Events that were handled and are delivered again have no effect.
 *
 * <p>Spring Kafka's {@code AckMode.TIME} is not it: the offset that waits there is committed after
 * that of a record which was set aside meanwhile, so that this record would be set aside again.
 */
final class SparingConsumerFactory extends DefaultKafkaConsumerFactory<String, byte[]> {

  static final Duration INTERVAL = Duration.ofMillis(200);

  /** A broker that is away must not keep a consumer from polling, or a process from stopping. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(SparingConsumerFactory.class);

  SparingConsumerFactory(Map<String, Object> config) {
    super(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  protected Consumer<String, byte[]> createRawConsumer(Map<String, Object> config) {
    return new SparingConsumer(config);
  }

  final class SparingConsumer extends ExtendedKafkaConsumer {

    private final Map<TopicPartition, OffsetAndMetadata> waiting = new HashMap<>();
    private long lastCommit = System.nanoTime();
    private boolean atOnce;

    private SparingConsumer(Map<String, Object> config) {
      super(config);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      waiting.putAll(offsets);
      if (atOnce) {
        atOnce = false;
        commitWaiting();
      }
    }

    /** The next offset is not to wait. */
    void commitNextAtOnce() {
      atOnce = true;
    }

    @Override
    public ConsumerRecords<String, byte[]> poll(Duration atMost) {
      if (waiting.isEmpty()) {
        return super.poll(atMost);
      }
      var left = INTERVAL.minusNanos(System.nanoTime() - lastCommit);
      if (left.isPositive()) {
        return super.poll(left.compareTo(atMost) < 0 ? left : atMost);
      }
      commitWaiting();
      return super.poll(atMost);
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
      super.subscribe(topics, new Rebalances(listener));
    }

    @Override
    public void unsubscribe() {
      commitBefore(super::unsubscribe);
    }

    @Override
    public void close() {
      commitBefore(super::close);
    }

    @Override
    public void close(CloseOptions options) {
      commitBefore(() -> super.close(options));
    }

    private void commitBefore(Runnable leaving) {
      try {
        commitNow();
      } finally {
        leaving.run();
      }
    }

    /** Also where the consumer has been woken up in order to stop. */
    private void commitNow() {
      try {
        commitWaiting();
      } catch (WakeupException e) {
        commitWaiting();
      }
    }

    /** What cannot be committed waits for the next time. */
    private void commitWaiting() {
      if (waiting.isEmpty()) {
        return;
      }
      try {
        super.commitSync(Map.copyOf(waiting), TIMEOUT);
        waiting.clear();
      } catch (WakeupException | AuthenticationException | AuthorizationException e) {
        throw e;
      } catch (KafkaException e) {
        log.warn("Offsets are not committed yet: {}", e.toString());
      } finally {
        lastCommit = System.nanoTime();
      }
    }

    private final class Rebalances implements ConsumerRebalanceListener {

      private final ConsumerRebalanceListener delegate;

      private Rebalances(ConsumerRebalanceListener delegate) {
        this.delegate = delegate;
      }

      @Override
      public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        delegate.onPartitionsRevoked(partitions);
        commitNow();
        waiting.keySet().removeAll(partitions);
      }

      @Override
      public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        delegate.onPartitionsAssigned(partitions);
      }

      @Override
      public void onPartitionsLost(Collection<TopicPartition> partitions) {
        delegate.onPartitionsLost(partitions);
        waiting.keySet().removeAll(partitions);
      }
    }
  }
}
