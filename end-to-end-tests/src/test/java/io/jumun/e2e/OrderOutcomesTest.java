package io.jumun.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.local.LocalStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer of {@code POST /orders}, to the letter. */
class OrderOutcomesTest extends EndToEndTest {

  private static final String OUT_OF_STOCK =
      "{\"status\":\"FAIL\",\"code\":\"PRODUCT_OUT_OF_STOCK\",\"message\":\"재고가 부족하거나 유효하지 않은 상품이"
          + " 있습니다.\"}";
  private static final String COUPON_INVALID =
      "{\"status\":\"FAIL\",\"code\":\"COUPON_INVALID\",\"message\":\"유효하지 않거나 사용할 수 없는 쿠폰입니다.\"}";
  private static final String INSUFFICIENT_BALANCE =
      "{\"status\":\"FAIL\",\"code\":\"INSUFFICIENT_BALANCE\",\"message\":\"잔액이 부족합니다.\"}";
  private static final String SERVER_ERROR =
      "{\"status\":\"FAIL\",\"code\":\"INTERNAL_SERVER_ERROR\",\"message\":\"주문 처리 중 서버 오류가 발생했습니다."
          + " 잠시 후 다시 시도해주세요.\"}";

  @Test
  void paid() {
    long user = shop.customerWith(50_000);
    long product = shop.product(10_000, 5);
    long coupon = shop.couponFor(user, "RATE", 10, "");

    var answer = shop.place(OrderRequest.by(user).of(2, product).with(coupon));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"SUCCESS\",\"message\":\"주문 및 결제가 성공적으로"
                + " 완료되었습니다!\",\"data\":{\"order_id\":"
                + answer.orderId()
                + ",\"final_amount\":18000}}");
    assertThat(shop.balanceOf(user)).isEqualTo(32_000);
    assertThat(shop.stockOf(product)).isEqualTo(3);
    var order = shop.get(LocalStack.ORDER, "/orders/" + answer.orderId()).data();
    assertThat(order.get("status").asString()).isEqualTo("PAID");
    assertThat(order.get("total_amount").asLong()).isEqualTo(20_000);
    assertThat(order.get("discount_amount").asLong()).isEqualTo(2_000);
    assertThat(order.get("items").get(0).get("unit_price").asLong()).isEqualTo(10_000);
  }

  @Test
  void outOfStock() {
    long user = shop.customerWith(50_000);
    long plenty = shop.product(1_000, 5);
    long scarce = shop.product(1_000, 1);

    var answer = shop.place(OrderRequest.by(user).of(1, plenty).of(2, scarce));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).isEqualTo(OUT_OF_STOCK);
    assertThat(List.of(shop.stockOf(plenty), shop.stockOf(scarce))).containsExactly(5L, 1L);
    assertThat(shop.balanceOf(user)).isEqualTo(50_000);
  }

  @Test
  void noSuchProduct() {
    var answer = shop.place(OrderRequest.by(shop.customerWith(1)).of(1, 999_999_999));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).isEqualTo(OUT_OF_STOCK);
  }

  @ParameterizedTest
  @CsvSource({
    "unknown",
    "of another user",
    "used already",
    "expired",
    "not yet valid",
    "below its minimum"
  })
  void couponInvalid(String why) {
    long user = shop.customerWith(50_000);
    long product = shop.product(10_000, 5);
    long coupon = unusableCoupon(why, user, product);
    long balance = shop.balanceOf(user);
    long stock = shop.stockOf(product);

    var answer = shop.place(OrderRequest.by(user).of(1, product).with(coupon));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(COUPON_INVALID);
    assertThat(shop.statusOf(answer.orderId())).isEqualTo("CANCELLED");
    eventually().until(() -> shop.stockOf(product) == stock);
    assertThat(shop.balanceOf(user)).isEqualTo(balance);
  }

  private long unusableCoupon(String why, long user, long product) {
    return switch (why) {
      case "unknown" -> 999_999_999;
      case "of another user" -> shop.couponFor(shop.customer(), "AMOUNT", 100, "");
      case "expired" -> expired(user);
      case "not yet valid" ->
          shop.couponFor(user, "AMOUNT", 100, ",\"validFrom\":\"2999-01-01T00:00:00Z\"");
      case "below its minimum" -> shop.couponFor(user, "AMOUNT", 100, ",\"minOrderAmount\":10001");
      default -> {
        long coupon = shop.couponFor(user, "AMOUNT", 100, "");
        assertThat(shop.place(OrderRequest.by(user).of(1, product).with(coupon)).status())
            .isEqualTo(200);
        yield coupon;
      }
    };
  }

  /** Issued while it was valid. */
  private long expired(long user) {
    long coupon = shop.couponFor(user, "AMOUNT", 100, "");
    shop.database("coupons")
        .sql("update coupons set valid_until = now() - interval '1 second' where coupon_id = :id")
        .param("id", coupon)
        .update();
    return coupon;
  }

  @Test
  void balanceShort() {
    long user = shop.customerWith(9_999);
    long product = shop.product(10_000, 5);

    var answer = shop.place(OrderRequest.by(user).of(1, product));

    assertThat(answer.status()).isEqualTo(402);
    assertThat(answer.body()).isEqualTo(INSUFFICIENT_BALANCE);
    eventually().until(() -> shop.stockOf(product) == 5);
  }

  @Test
  void noAccount() {
    var answer = shop.place(OrderRequest.by(shop.customer()).of(1, shop.product(1, 1)));

    assertThat(answer.status()).isEqualTo(402);
    assertThat(answer.body()).isEqualTo(INSUFFICIENT_BALANCE);
  }

  @Test
  void deadlinePassed() {
    long user = shop.customerWith(50_000);
    long product = shop.product(10_000, 5);

    whileHeldUp(
        LocalStack.BALANCE,
        () -> {
          var answer = shop.place(OrderRequest.by(user).of(1, product));

          assertThat(answer.status()).isEqualTo(500);
          assertThat(answer.body()).isEqualTo(SERVER_ERROR);
          assertThat(shop.statusOf(answer.orderId())).isEqualTo("CANCELLED");
          eventually().until(() -> shop.stockOf(product) == 5);
        });
    eventually().until(() -> shop.balanceOf(user) == 50_000);
  }

  @Test
  void stockBeatsCouponBeatsBalance() {
    long poor = shop.customerWith(1);
    long scarce = shop.product(10_000, 0);
    long plenty = shop.product(10_000, 5);

    assertThat(shop.place(OrderRequest.by(poor).of(1, scarce).with(999_999_999L)).code())
        .isEqualTo("PRODUCT_OUT_OF_STOCK");
    assertThat(shop.place(OrderRequest.by(poor).of(1, plenty).with(999_999_999L)).code())
        .isEqualTo("COUPON_INVALID");
    assertThat(shop.place(OrderRequest.by(poor).of(1, plenty)).code())
        .isEqualTo("INSUFFICIENT_BALANCE");
  }

  @Test
  void answeredLater() {
    long user = shop.customerWith(50_000);
    var answer =
        shop.place(
            OrderRequest.by(user).of(1, shop.product(10_000, 5)).header("Prefer", "respond-async"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body())
        .isEqualTo("{\"status\":\"PENDING\",\"data\":{\"order_id\":" + answer.orderId() + "}}");
    assertThat(answer.header("Preference-Applied")).isEqualTo("respond-async");
    eventually().until(() -> shop.statusOf(answer.orderId()).equals("PAID"));
  }

  @Test
  void theSameProductTwiceIsOneLine() {
    long user = shop.customerWith(50_000);
    long product = shop.product(1_000, 5);
    var body =
        "{\"userId\":%d,\"items\":[{\"productId\":%d,\"quantity\":2},{\"productId\":%d,\"quantity\":1}]}"
            .formatted(user, product, product);

    var answer = shop.place(body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.data().get("final_amount").asLong()).isEqualTo(3_000);
    assertThat(shop.stockOf(product)).isEqualTo(2);
  }

  @Test
  void listedNewestFirst() {
    long user = shop.customerWith(50_000);
    long product = shop.product(1_000, 50);
    var placed =
        java.util.stream.IntStream.range(0, 5)
            .mapToObj(_ -> shop.place(OrderRequest.by(user).of(1, product)).orderId())
            .toList();

    var first = shop.get(LocalStack.ORDER, "/orders?userId=" + user + "&limit=3").data();
    var second =
        shop.get(
                LocalStack.ORDER,
                "/orders?userId=%d&limit=3&cursor=%s"
                    .formatted(user, first.get("next_cursor").asString()))
            .data();

    var listed = new java.util.ArrayList<Long>();
    first.get("items").forEach(order -> listed.add(order.get("order_id").asLong()));
    second.get("items").forEach(order -> listed.add(order.get("order_id").asLong()));
    assertThat(listed).containsExactlyElementsOf(placed.reversed());
    assertThat(second.has("next_cursor")).isFalse();
  }
}
