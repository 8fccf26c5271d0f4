package io.jumun.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.benchmarks.load.Expectation.Paid;
import io.jumun.benchmarks.load.Expectation.Refused;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequestsTest {

  private static final int MANY = 9_000;

  @Test
  void drawsTheSameForTheSameSeed() {
    assertThat(texts(Workload.UNIFORM, 7)).isEqualTo(texts(Workload.UNIFORM, 7));
    assertThat(texts(Workload.UNIFORM, 7)).isNotEqualTo(texts(Workload.UNIFORM, 8));
  }

  @Test
  void aThirdHasACoupon() {
    assertThat(texts(Workload.UNIFORM, 1).stream().filter(text -> text.contains("couponId")))
        .hasSizeBetween(MANY / 3 - 300, MANY / 3 + 300);
  }

  @Test
  void everyFlashSaleOrderHasTheHotProduct() {
    assertThat(texts(Workload.HOT, 1))
        .allMatch(text -> text.contains("{\"productId\":" + Catalog.HOT_PRODUCT + ","));
  }

  @Test
  void aThirdIsRejectedForEachReasonAlike() {
    var expected = drawn(Workload.REJECTIONS, 1).map(Request::expected).toList();

    assertThat(expected.stream().filter(Paid.class::isInstance))
        .hasSizeBetween(MANY * 2 / 3 - 300, MANY * 2 / 3 + 300);
    for (var reason :
        List.of(Refused.OUT_OF_STOCK, Refused.COUPON_INVALID, Refused.INSUFFICIENT_BALANCE)) {
      assertThat(expected.stream().filter(reason::equals))
          .hasSizeBetween(MANY / 9 - 200, MANY / 9 + 200);
    }
  }

  @Test
  void saysHowLongTheBodyIs() {
    for (var text : texts(Workload.UNIFORM, 1)) {
      var parts = text.split("\r\n\r\n", 2);

      assertThat(parts[0]).contains("Content-Length: " + parts[1].length());
      assertThat(parts[0]).contains("Idempotency-Key: t-").contains("traceparent: 00-");
    }
  }

  @Test
  void acceptsNoOtherAmountOrderOrReason() {
    var paid = new Paid(9_000);
    var body =
        "{\"status\":\"SUCCESS\",\"message\":\"주문 및 결제가 성공적으로 완료되었습니다!\","
            + "\"data\":{\"order_id\":3,\"final_amount\":9000}}";

    assertThat(paid.isMetBy(new Answer(200, "/orders/3", body))).isTrue();
    assertThat(paid.isMetBy(new Answer(200, "/orders/4", body))).isFalse();
    assertThat(paid.isMetBy(new Answer(200, "", body))).isFalse();
    assertThat(new Paid(9_001).isMetBy(new Answer(200, "/orders/3", body))).isFalse();
    assertThat(Refused.OUT_OF_STOCK.isMetBy(new Answer(409, "/orders/3", body))).isFalse();
  }

  private static List<String> texts(Workload workload, long seed) {
    return drawn(workload, seed).map(Request::text).toList();
  }

  private static Stream<Request> drawn(Workload workload, long seed) {
    var requests = new Requests(workload, new Coupons(), "t", seed);
    return Stream.generate(requests::next).limit(MANY);
  }
}
