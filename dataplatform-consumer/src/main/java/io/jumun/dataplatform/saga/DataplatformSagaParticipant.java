package io.jumun.dataplatform.saga;

import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.Topics;
import io.jumun.dataplatform.DeliveryInbox;
import io.jumun.dataplatform.PaidOrder;
import io.jumun.outbox.consumer.EventConsumer;
import io.jumun.outbox.consumer.UnhurriedListener;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/**
 * Stores what is to be delivered, and does nothing else: the platform's state is not the saga's.
 */
@Component
class DataplatformSagaParticipant {

  /** Comes with every order, and others react to it. */
  private static final Set<Class<? extends OrderEvent>> OF_OTHERS = Set.of(OrderCreated.class);

  private final EventConsumer events;
  private final DeliveryInbox inbox;

  DataplatformSagaParticipant(EventConsumer events, DeliveryInbox inbox) {
    this.events = events;
    this.inbox = inbox;
  }

  @UnhurriedListener(topics = Topics.ORDER_EVENTS)
  void onRecords(List<ConsumerRecord<String, byte[]>> records) {
    var paid = new PaidOrders(records);
    events.consume(
        records,
        OrderEvent.class,
        OF_OTHERS,
        batch -> inbox.store(batch.stream().flatMap(event -> on(event, paid)).toList()));
  }

  private static Stream<PaidOrder> on(OrderEvent event, PaidOrders paid) {
    return switch (event) {
      case OrderPaid e -> Stream.of(paid.of(e));
      case OrderCreated _, OrderCancelled _ -> Stream.empty();
    };
  }
}
