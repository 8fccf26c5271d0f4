package io.jumun.outbox.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** What an operator sees of the relay. */
final class RelayMeters {

  private final Clock clock;
  private final MeterRegistry registry;
  private final Counter published;
  private final Counter restarts;
  private final Counter republished;
  private final Timer delay;
  private final AtomicLong lagBytes = new AtomicLong();

  RelayMeters(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    this.registry = registry;
    this.published = counter("published", "Rows published from the slot");
    this.republished = counter("republished", "Rows published again because the slot was lost");
    this.restarts = counter("restarts", "Engines that ended with an error");
    this.delay =
        Timer.builder("jumun.outbox.relay.delay")
            .description("From the row's insert to Kafka's acknowledgement")
            .register(registry);
    Gauge.builder("jumun.outbox.relay.lag", lagBytes, AtomicLong::get)
        .baseUnit("bytes")
        .description("WAL written since what the slot has confirmed")
        .register(registry);
  }

  void watchLeadership(BooleanSupplier leading) {
    Gauge.builder("jumun.outbox.relay.leading", leading, it -> it.getAsBoolean() ? 1 : 0)
        .description("1 on the replica that relays")
        .register(registry);
  }

  void published(List<OutboxRow> rows) {
    var now = clock.instant();
    published.increment(rows.size());
    for (var row : rows) {
      var age = Duration.between(row.createdAt(), now);
      delay.record(age.isNegative() ? Duration.ZERO : age);
    }
  }

  void republished(long rows) {
    republished.increment((double) rows);
  }

  void restarted() {
    restarts.increment();
  }

  void lag(long bytes) {
    lagBytes.set(bytes);
  }

  long lag() {
    return lagBytes.get();
  }

  private Counter counter(String name, String description) {
    return Counter.builder("jumun.outbox.relay." + name)
        .description(description)
        .register(registry);
  }
}
