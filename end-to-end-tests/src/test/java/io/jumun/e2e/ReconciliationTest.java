package io.jumun.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.local.LocalStack;
import io.jumun.local.Service;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.MessageListenerContainer;

/** What nobody will ever be told of any more is found all the same, and repaired. */
class ReconciliationTest extends EndToEndTest {

  /** All three have done their step when the cancel is lost to all of them. */
  @Test
  void givesEverythingBackForACancelThatNobodySaw() {
    long user = shop.customerWith(50_000);
    long product = shop.product(10_000, 5);
    long coupon = shop.couponFor(user, "AMOUNT", 1_000, "");
    double stock = leftovers(LocalStack.PRODUCT, "stock");
    double coupons = leftovers(LocalStack.COUPON, "coupon");
    double balance = leftovers(LocalStack.BALANCE, "balance");
    var order = new long[1];

    whileHeldUp(
        LocalStack.ORDER,
        () -> {
          var request = OrderRequest.by(user).of(1, product).with(coupon);
          order[0] = shop.place(request.header("Prefer", "respond-async")).orderId();
          eventually().until(() -> shop.balanceOf(user) == 50_000 - 9_000);
          whileStopped(
              List.of(LocalStack.PRODUCT, LocalStack.COUPON, LocalStack.BALANCE),
              () -> topics.delete(awaitEvent(order[0], "OrderCancelled")));
        });

    eventually()
        .untilAsserted(
            () -> {
              assertThat(shop.balanceOf(user)).isEqualTo(50_000);
              assertThat(shop.stockOf(product)).isEqualTo(5);
              assertThat(leftovers(LocalStack.PRODUCT, "stock")).isGreaterThan(stock);
              assertThat(leftovers(LocalStack.COUPON, "coupon")).isGreaterThan(coupons);
              assertThat(leftovers(LocalStack.BALANCE, "balance")).isGreaterThan(balance);
              assertThat(event(order[0], "CouponRestored")).isPresent();
            });
    assertThat(shop.statusOf(order[0])).isEqualTo("CANCELLED");
    assertThat(shop.place(OrderRequest.by(user).of(1, product).with(coupon)).status())
        .as("the coupon can be used again")
        .isEqualTo(200);
  }

  @Test
  void deliversAPaidOrderThatTheDataPlatformNeverGot() {
    long user = shop.customerWith(50_000);
    long product = shop.product(10_000, 5);
    double missed = leftovers(LocalStack.DATAPLATFORM, "dataplatform");
    double told = count(LocalStack.ORDER, "jumun.reconciliation.repairs", "end", "paid");

    whileStopped(
        List.of(LocalStack.DATAPLATFORM),
        () -> {
          var answer = shop.place(OrderRequest.by(user).of(1, product));
          assertThat(answer.status()).isEqualTo(200);
          topics.delete(awaitEvent(answer.orderId(), "OrderPaid"));
        });

    theBooksAgree(); // each paid order is delivered, once
    assertThat(leftovers(LocalStack.DATAPLATFORM, "dataplatform")).isGreaterThan(missed);
    assertThat(count(LocalStack.ORDER, "jumun.reconciliation.repairs", "end", "paid"))
        .isGreaterThan(told);
  }

  /** Stopped, not held up: a listener that pauses may have fetched a record already. */
  private void whileStopped(List<Service> services, Runnable action) {
    var participants = services.stream().flatMap(s -> shop.participant(s).stream()).toList();
    participants.forEach(MessageListenerContainer::stop);
    try {
      action.run();
    } finally {
      participants.forEach(MessageListenerContainer::start);
    }
  }

  private ConsumerRecord<String, String> awaitEvent(long order, String type) {
    return eventually().until(() -> event(order, type), Optional::isPresent).orElseThrow();
  }

  private Optional<ConsumerRecord<String, String>> event(long order, String type) {
    return topics.ofOrder(order).stream()
        .filter(record -> Topics.header(record, "ce_type").contains(type))
        .findFirst();
  }

  private double leftovers(Service service, String participant) {
    return count(service, "jumun.reconciliation.leftovers", "participant", participant);
  }

  private double count(Service service, String counter, String tag, String value) {
    var meters = shop.running(service).context().getBean(MeterRegistry.class);
    return meters.counter(counter, tag, value).count();
  }
}
