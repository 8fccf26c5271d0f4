package io.jumun.order.saga;

import io.jumun.contracts.BalanceEvent.BalanceDeducted;
import io.jumun.contracts.BalanceEvent.BalanceDeductionFailed;
import io.jumun.contracts.BalanceEvent.BalanceOutcomeRequested;
import io.jumun.contracts.BalanceEvent.BalanceRefunded;
import io.jumun.contracts.CouponEvent.CouponOutcomeRequested;
import io.jumun.contracts.CouponEvent.CouponRejected;
import io.jumun.contracts.CouponEvent.CouponRestored;
import io.jumun.contracts.CouponEvent.CouponUsed;
import io.jumun.contracts.DataPlatformEvent.PaidOrderRequested;
import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderEvent.CancelReason;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.StockEvent.StockOutcomeRequested;
import io.jumun.contracts.StockEvent.StockReleased;
import io.jumun.contracts.StockEvent.StockReservationFailed;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.contracts.Topics;
import io.jumun.order.Decision;
import io.jumun.order.Decision.Cancel;
import io.jumun.order.Decision.Pay;
import io.jumun.order.Decision.TellEnd;
import io.jumun.order.OrderDecisions;
import io.jumun.outbox.consumer.EventConsumer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * All reactions of order-service: a payment pays the order, any failure cancels it, and who missed
 * the order's end is told it again.
 */
@Component
class OrderSagaParticipant {

  /** Come with nearly every order, and others react to them. */
  static final Set<Class<? extends SagaEvent>> OF_OTHERS =
      Set.of(StockReserved.class, CouponUsed.class);

  private final EventConsumer events;
  private final OrderDecisions orders;

  OrderSagaParticipant(EventConsumer events, OrderDecisions orders) {
    this.events = events;
    this.orders = orders;
  }

  @KafkaListener(
      topics = {
        Topics.STOCK_EVENTS,
        Topics.COUPON_EVENTS,
        Topics.BALANCE_EVENTS,
        Topics.DATAPLATFORM_EVENTS
      },
      autoStartup = "${spring.kafka.listener.auto-startup:true}")
  void onRecords(List<ConsumerRecord<String, byte[]>> records) {
    events.consume(records, SagaEvent.class, OF_OTHERS, this::on);
  }

  void on(List<SagaEvent> batch) {
    orders.carryOut(
        batch.stream().map(OrderSagaParticipant::on).flatMap(Optional::stream).toList());
  }

  private static Optional<Decision> on(SagaEvent event) {
    return switch (event) {
      case BalanceDeducted e -> Optional.of(new Pay(e));
      case StockReservationFailed e -> cancel(e, CancelReason.OUT_OF_STOCK);
      case CouponRejected e -> cancel(e, CancelReason.COUPON_INVALID);
      case BalanceDeductionFailed e -> cancel(e, CancelReason.INSUFFICIENT_BALANCE);
      case StockOutcomeRequested e -> tellEnd(e, e.userId());
      case CouponOutcomeRequested e -> tellEnd(e, e.userId());
      case BalanceOutcomeRequested e -> tellEnd(e, e.userId());
      case PaidOrderRequested e -> tellEnd(e, null);
      case StockReserved _, CouponUsed _ -> Optional.empty();
      case StockReleased _, CouponRestored _, BalanceRefunded _ -> Optional.empty();
      case OrderEvent _ -> Optional.empty();
    };
  }

  private static Optional<Decision> tellEnd(SagaEvent event, @Nullable Long userId) {
    return Optional.of(new TellEnd(event.orderId(), userId));
  }

  private static Optional<Decision> cancel(SagaEvent event, CancelReason reason) {
    return Optional.of(new Cancel(event.orderId(), reason));
  }
}
