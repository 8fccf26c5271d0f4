package io.jumun.coupon.saga;

import io.jumun.contracts.BalanceEvent;
import io.jumun.contracts.CouponEvent;
import io.jumun.contracts.DataPlatformEvent;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.OrderEvent.OrderCreated;
import io.jumun.contracts.OrderEvent.OrderPaid;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.StockEvent.StockOutcomeRequested;
import io.jumun.contracts.StockEvent.StockReleased;
import io.jumun.contracts.StockEvent.StockReservationFailed;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.contracts.Topics;
import io.jumun.coupon.CouponDesk;
import io.jumun.coupon.CouponUsage;
import io.jumun.outbox.consumer.EventConsumer;
import io.jumun.outbox.consumer.UnhurriedListener;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** All reactions of coupon-service. */
@Component
class CouponSagaParticipant {

  /** Come with nearly every order, and others react to them. */
  static final Set<Class<? extends SagaEvent>> OF_OTHERS =
      Set.of(OrderCreated.class, OrderPaid.class);

  private final EventConsumer events;
  private final CouponUsage usage;

  CouponSagaParticipant(EventConsumer events, CouponUsage usage) {
    this.events = events;
    this.usage = usage;
  }

  @KafkaListener(topics = Topics.STOCK_EVENTS)
  void onRecords(List<ConsumerRecord<String, byte[]>> records) {
    events.consume(records, SagaEvent.class, OF_OTHERS, this::on);
  }

  /** Only cancels matter here. */
  @UnhurriedListener(topics = Topics.ORDER_EVENTS)
  void onOrderRecords(List<ConsumerRecord<String, byte[]>> records) {
    onRecords(records);
  }

  void on(List<SagaEvent> batch) {
    var desk = usage.open(batch);
    batch.forEach(event -> on(event, desk));
    usage.save(desk);
  }

  private static void on(SagaEvent event, CouponDesk desk) {
    switch (event) {
      case StockReserved e -> desk.use(e);
      case OrderCancelled e -> desk.restore(e.orderId());
      case OrderCreated _, OrderPaid _ -> {}
      case StockReservationFailed _, StockReleased _, StockOutcomeRequested _ -> {}
      case CouponEvent _, BalanceEvent _, DataPlatformEvent _ -> {}
    }
  }
}
