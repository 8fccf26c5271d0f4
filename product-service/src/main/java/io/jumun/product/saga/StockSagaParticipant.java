package io.jumun.product.saga;

import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.Topics;
import io.jumun.outbox.consumer.EventConsumer;
import io.jumun.product.StockService;
import io.jumun.product.Stockroom;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** All reactions of the product service. */
@Component
class StockSagaParticipant {

  /** Come with nearly every order, and others react to them. */
  static final Set<Class<? extends OrderEvent>> OF_OTHERS = Set.of(OrderPaid.class);

  private final EventConsumer events;
  private final StockService stock;

  StockSagaParticipant(EventConsumer events, StockService stock) {
    this.events = events;
    this.stock = stock;
  }

  @KafkaListener(topics = Topics.ORDER_EVENTS)
  void onRecords(List<ConsumerRecord<String, byte[]>> records) {
    events.consume(records, OrderEvent.class, OF_OTHERS, this::on);
  }

  void on(List<OrderEvent> batch) {
    var stockroom = stock.open(batch);
    batch.forEach(event -> on(event, stockroom));
    stock.save(stockroom);
  }

  private static void on(OrderEvent event, Stockroom stockroom) {
    switch (event) {
      case OrderCreated e -> stockroom.reserve(e);
      case OrderCancelled e -> stockroom.release(e);
      case OrderPaid _ -> {}
    }
  }
}
