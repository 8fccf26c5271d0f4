package io.jumun.product.reconciliation;

import io.jumun.contracts.SettlementEvent;
import io.jumun.contracts.SettlementEvent.OrdersSettled;
import io.jumun.contracts.StockEvent.StockOutcomeRequested;
import io.jumun.contracts.Topics;
import io.jumun.outbox.Outbox;
import io.jumun.outbox.consumer.BackgroundListener;
import io.jumun.outbox.consumer.EventConsumer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Compares what order-service states with the stock that is reserved. What is left over is only
 * asked about: the order's end, told again, undoes it like any other cancellation.
 */
@Component
@EnableConfigurationProperties(ReconciliationProperties.class)
class StockReconciliation {

  private static final Logger log = LoggerFactory.getLogger(StockReconciliation.class);

  private final EventConsumer events;
  private final HeldStock held;
  private final Outbox outbox;
  private final Counter leftovers;
  private final Counter mismatches;

  StockReconciliation(EventConsumer events, HeldStock held, Outbox outbox, MeterRegistry meters) {
    this.events = events;
    this.held = held;
    this.outbox = outbox;
    this.leftovers = meters.counter("jumun.reconciliation.leftovers", "participant", "stock");
    this.mismatches = meters.counter("jumun.reconciliation.mismatches", "participant", "stock");
  }

  @BackgroundListener(topics = Topics.SETTLEMENT_EVENTS)
  void onRecords(List<ConsumerRecord<String, byte[]>> records) {
    events.consume(records, SettlementEvent.class, batch -> batch.forEach(this::on));
  }

  void on(SettlementEvent event) {
    switch (event) {
      case OrdersSettled e -> {
        held.leftOverFrom(e).forEach(this::ask);
        held.missingFor(e).forEach(this::report);
      }
    }
  }

  private void ask(StockOutcomeRequested question) {
    log.info(
        "Order {} has ended unpaid, it is said, and its stock is still reserved: asking",
        question.orderId());
    outbox.append(question.orderId(), question);
    leftovers.increment();
  }

  /** Nothing here could mend it: what is missing may have gone to another order. */
  private void report(long orderId) {
    log.warn("Order {} is PAID, but its stock is not reserved", orderId);
    mismatches.increment();
  }
}
