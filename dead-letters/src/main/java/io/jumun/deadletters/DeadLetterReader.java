package io.jumun.deadletters;

import io.jumun.http.ApiException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dead letters of this service, each time with a consumer of its own that joins no group
 * and commits nothing. A few requests may read at a time, on threads of their own: a consumer parks
 * in a selector, where a virtual thread holds its carrier.
 */
final class DeadLetterReader implements AutoCloseable {

  private static final int READERS = 4;

  private final Map<String, Object> config;
  private final Ownership ownership;
  private final Duration timeout;
  private final ExecutorService readers =
      new ThreadPoolExecutor(
          0,
          READERS,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("dead-letters-", 0).factory());

  DeadLetterReader(Map<String, Object> kafka, Ownership ownership, Duration timeout) {
    this.config = new HashMap<>(kafka);
    this.ownership = ownership;
    this.timeout = timeout;
    int millis = (int) timeout.toMillis();
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    // A fetch of the partition that was read to its end holds up the fetch of the next one.
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
  }

  /**
   * Shows dead letters in the order of their ids until {@code more} is false, all that there were
   * at the start are read, or the time is over.
   *
   * @param after where to begin; null for the very beginning
   * @return the last record that was looked at, or null when there is nothing behind it
   * @throws ApiException 503 when Kafka does not answer
   */
  @Nullable RecordId scan(
      List<String> topics, @Nullable RecordId after, Predicate<DeadLetter> more) {
    return read(scan -> scan.run(topics, after, more));
  }

  /**
   * Finds the dead letters with these ids; what is not there, or not this service's, is left out.
   *
   * @param maxBytes of all records together
   * @throws ApiException 503 when Kafka does not answer, 413 when the records are too large
   */
  SortedMap<RecordId, DeadLetter> find(Collection<RecordId> ids, long maxBytes) {
    var known = ids.stream().filter(id -> ownership.topics().contains(id.topic())).toList();
    return read(scan -> scan.find(known, maxBytes));
  }

  private <T extends @Nullable Object> T read(Function<DeadLetterScan, T> work) {
    try {
      return readers.submit(() -> consume(work)).get();
    } catch (RejectedExecutionException _) {
      throw Unavailable.busy();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Unavailable.broker("interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private <T extends @Nullable Object> T consume(Function<DeadLetterScan, T> work) {
    KafkaConsumer<byte @Nullable [], byte @Nullable []> consumer = null;
    try {
      consumer =
          new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      return work.apply(new DeadLetterScan(consumer, ownership, timeout));
    } catch (KafkaException e) {
      throw Unavailable.broker(e.toString());
    } finally {
      if (consumer != null) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
      }
    }
  }

  @Override
  public void close() {
    readers.shutdownNow();
  }
}
