package io.jumun.dataplatform.reconciliation;

import io.jumun.contracts.DataPlatformEvent.PaidOrderRequested;
import io.jumun.contracts.SettlementEvent;
import io.jumun.contracts.SettlementEvent.OrdersSettled;
import io.jumun.contracts.Topics;
import io.jumun.outbox.consumer.BackgroundListener;
import io.jumun.outbox.consumer.EventConsumer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares the orders that are stated to be PAID with those that were received, and asks for the
 * missing. The question is sent before the statement is done with: at least once.
 */
@Component
class DeliveryReconciliation {

  private static final Logger log = LoggerFactory.getLogger(DeliveryReconciliation.class);

  private final EventConsumer events;
  private final JdbcClient sql;
  private final Questions questions;
  private final Counter leftovers;

  DeliveryReconciliation(
      EventConsumer events, JdbcClient sql, Questions questions, MeterRegistry meters) {
    this.events = events;
    this.sql = sql;
    this.questions = questions;
    this.leftovers =
        meters.counter("jumun.reconciliation.leftovers", "participant", "dataplatform");
  }

  @BackgroundListener(topics = Topics.SETTLEMENT_EVENTS)
  void onRecords(List<ConsumerRecord<String, byte[]>> records) {
    events.consume(records, SettlementEvent.class, batch -> batch.forEach(this::on));
  }

  private void on(SettlementEvent event) {
    switch (event) {
      case OrdersSettled e -> ask(missingFrom(e));
    }
  }

  private List<Long> missingFrom(OrdersSettled statement) {
    return sql.sql(
            """
            select paid from unnest(?::bigint[]) as paid
            where not exists (select 1 from deliveries d where d.order_id = paid)
            order by paid
            """)
        .param(statement.paid().toArray(Long[]::new))
        .query(Long.class)
        .list();
  }

  private void ask(List<Long> orderIds) {
    if (!orderIds.isEmpty()) {
      log.info("Paid orders that never came here: asking for {}", orderIds);
      questions.send(orderIds.stream().map(PaidOrderRequested::new).toList());
      leftovers.increment(orderIds.size());
    }
  }
}
