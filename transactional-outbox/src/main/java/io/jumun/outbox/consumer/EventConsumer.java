package io.jumun.outbox.consumer;

import io.jumun.outbox.EventCatalog;
import io.jumun.outbox.EventJson;
import io.jumun.outbox.TraceParents;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.transaction.support.TransactionOperations;

/** Turns a batch of records into events and hands them to a participant in one transaction. */
public final class EventConsumer {

  private static final Logger log = LoggerFactory.getLogger(EventConsumer.class);

  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");

  private final EventCatalog catalog;
  private final TransactionOperations transactions;
  private final MeterRegistry meters;

  EventConsumer(EventCatalog catalog, TransactionOperations transactions, MeterRegistry meters) {
    this.catalog = catalog;
    this.transactions = transactions;
    this.meters = meters;
  }

  /**
   * Handles all records in one transaction. Where that fails for good, handles them one by one, so
   * that only the record at fault is set aside. The handler is called again for records whose
   * transaction did not commit, so all it does must be undone by a rollback.
   *
   * @param records as a batch listener receives them
   * @param family what the listener's topics carry
   * @throws BatchListenerFailedException for the container's error handler: names the record that
   *     is set aside, or the first that is to be delivered again
   */
  public <E> void consume(
      List<ConsumerRecord<String, byte[]>> records, Class<E> family, Consumer<List<E>> handler) {
    consume(records, family, Set.of(), handler);
  }

  /**
   * The same for a listener that has no use for some of the events, and then need not read them.
   *
   * @param passedOver types that the handler does not react to, and that somebody else reads: what
   *     is unreadable is set aside by those who read it
   */
  public <E> void consume(
      List<ConsumerRecord<String, byte[]>> records,
      Class<E> family,
      Set<Class<? extends E>> passedOver,
      Consumer<List<E>> handler) {
    var decoded = new ArrayList<Decoded<E>>(records.size());
    BatchListenerFailedException unreadable = null;
    for (var record : records) {
      try {
        decode(record, family, passedOver)
            .ifPresent(event -> decoded.add(new Decoded<>(record, event)));
      } catch (RuntimeException e) {
        unreadable = poison(record, e);
        break;
      }
    }
    handle(decoded, handler);
    if (unreadable != null) {
      throw unreadable;
    }
  }

  private <E> void handle(List<Decoded<E>> batch, Consumer<List<E>> handler) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      inOneTransaction(batch, handler);
    } catch (RuntimeException e) {
      if (Failures.mayPass(e)) {
        throw again(batch.getFirst().record(), e);
      }
      if (batch.size() == 1) {
        throw poison(batch.getFirst().record(), e);
      }
      log.warn("A batch of {} failed and is handled one by one: {}", batch.size(), e.toString());
      batch.forEach(one -> handle(List.of(one), handler));
    }
  }

  private <E> void inOneTransaction(List<Decoded<E>> batch, Consumer<List<E>> handler) {
    var events = batch.stream().map(Decoded::event).toList();
    TraceParents.during(
        traceParents(batch), () -> transactions.executeWithoutResult(_ -> handler.accept(events)));
  }

  private static <E> Map<Long, String> traceParents(List<Decoded<E>> batch) {
    var byKey = new HashMap<Long, String>();
    for (var one : batch) {
      var traceparent = TraceParents.validated(header(one.record(), "traceparent"));
      if (traceparent != null) {
        byKey.put(Long.valueOf(one.record().key()), traceparent);
      }
    }
    return byKey;
  }

  private <E> Optional<E> decode(
      ConsumerRecord<String, byte[]> record, Class<E> family, Set<Class<? extends E>> passedOver) {
    var type = header(record, "ce_type");
    if (type == null) {
      throw new IllegalArgumentException("The record has no ce_type header");
    }
    var known = catalog.classOf(record.topic(), type);
    if (known.isEmpty()) {
      meters.counter("jumun.events.ignored", "topic", record.topic(), "type", type).increment();
      log.debug("Ignored {} on {}: not known here", type, record.topic());
      return Optional.empty();
    }
    if (passedOver.contains(known.get())) {
      return Optional.empty();
    }
    if (record.key() == null || !ID.matcher(record.key()).matches()) {
      throw new IllegalArgumentException("The key is not an id");
    }
    var event = EventJson.read(record.value(), known.get());
    return Optional.of(family.cast(event));
  }

  private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private BatchListenerFailedException again(ConsumerRecord<?, ?> record, RuntimeException e) {
    meters.counter("jumun.events.retried", "topic", record.topic()).increment();
    return new BatchListenerFailedException("Will be delivered again: " + e, e, record);
  }

  private BatchListenerFailedException poison(ConsumerRecord<?, ?> record, RuntimeException e) {
    meters.counter("jumun.events.dead", "topic", record.topic()).increment();
    return new BatchListenerFailedException(
        "Cannot be handled: " + e, new PoisonRecordException(e), record);
  }

  private record Decoded<E>(ConsumerRecord<String, byte[]> record, E event) {}
}
