package io.jumun.balance.saga;

import io.jumun.balance.Cancellation;
import io.jumun.balance.Instruction;
import io.jumun.balance.Payment;
import io.jumun.balance.PaymentService;
import io.jumun.contracts.BalanceEvent;
import io.jumun.contracts.CouponEvent.CouponOutcomeRequested;
import io.jumun.contracts.CouponEvent.CouponRejected;
import io.jumun.contracts.CouponEvent.CouponRestored;
import io.jumun.contracts.CouponEvent.CouponUsed;
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
import io.jumun.outbox.consumer.EventConsumer;
import io.jumun.outbox.consumer.UnhurriedListener;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** All reactions of balance-service: what is reserved, and discounted, is paid. */
@Component
class BalanceSagaParticipant {

  /** Come with nearly every order, and others react to them. */
  static final Set<Class<? extends SagaEvent>> OF_OTHERS =
      Set.of(OrderCreated.class, OrderPaid.class);

  private final EventConsumer events;
  private final PaymentService payments;

  BalanceSagaParticipant(EventConsumer events, PaymentService payments) {
    this.events = events;
    this.payments = payments;
  }

  @KafkaListener(topics = {Topics.STOCK_EVENTS, Topics.COUPON_EVENTS})
  void onRecords(List<ConsumerRecord<String, byte[]>> records) {
    events.consume(records, SagaEvent.class, OF_OTHERS, this::on);
  }

  /** Only cancels matter here. */
  @UnhurriedListener(topics = Topics.ORDER_EVENTS)
  void onOrderRecords(List<ConsumerRecord<String, byte[]>> records) {
    onRecords(records);
  }

  void on(List<SagaEvent> batch) {
    payments.settle(batch.stream().flatMap(BalanceSagaParticipant::reactionTo).toList());
  }

  private static Stream<Instruction> reactionTo(SagaEvent event) {
    return switch (event) {
      case StockReserved e when e.couponId() == null -> Stream.of(payment(e));
      case StockReserved _ -> Stream.empty(); // coupon-service is next
      case CouponUsed e -> Stream.of(payment(e));
      case OrderCancelled e -> Stream.of(new Cancellation(e.orderId(), e.userId()));
      case OrderCreated _, OrderPaid _ -> Stream.empty();
      case StockReservationFailed _, StockReleased _ -> Stream.empty();
      case CouponRejected _, CouponRestored _ -> Stream.empty();
      case StockOutcomeRequested _, CouponOutcomeRequested _ -> Stream.empty();
      case BalanceEvent _, DataPlatformEvent _ -> Stream.empty();
    };
  }

  private static Payment payment(StockReserved e) {
    var total = e.totalAmount();
    return new Payment(e.orderId(), e.userId(), null, e.lines(), total, 0, total);
  }

  private static Payment payment(CouponUsed e) {
    return new Payment(
        e.orderId(),
        e.userId(),
        e.couponId(),
        e.lines(),
        e.totalAmount(),
        e.discountAmount(),
        e.finalAmount());
  }
}
