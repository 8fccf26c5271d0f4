package io.jumun.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.local.LocalStack;
import io.jumun.local.Service;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** No input whatever yields a 5xx. */
class MalformedInputTest extends EndToEndTest {

  static final List<String> BODIES =
      List.of(
          "",
          "null",
          "[]",
          "{}",
          "{",
          "\u0000",
          "\"text\"",
          "{\"userId\":1}",
          "{\"userId\":1,\"items\":null}",
          "{\"userId\":1,\"items\":[]}",
          "{\"userId\":1,\"items\":[null]}",
          "{\"userId\":1,\"items\":[{}]}",
          "{\"userId\":1,\"items\":{\"productId\":1,\"quantity\":1}}",
          "{\"userId\":0,\"items\":[{\"productId\":1,\"quantity\":1}]}",
          "{\"userId\":-1,\"items\":[{\"productId\":1,\"quantity\":1}]}",
          "{\"userId\":\"1\",\"items\":[{\"productId\":1,\"quantity\":1}]}",
          "{\"userId\":1.5,\"items\":[{\"productId\":1,\"quantity\":1}]}",
          "{\"userId\":99999999999999999999,\"items\":[{\"productId\":1,\"quantity\":1}]}",
          "{\"userId\":1,\"items\":[{\"productId\":0,\"quantity\":1}]}",
          "{\"userId\":1,\"items\":[{\"productId\":1,\"quantity\":0}]}",
          "{\"userId\":1,\"items\":[{\"productId\":1,\"quantity\":-1}]}",
          "{\"userId\":1,\"items\":[{\"productId\":1,\"quantity\":10000}]}",
          "{\"userId\":1,\"items\":[{\"productId\":1,\"quantity\":1e2}]}",
          "{\"userId\":1,\"items\":[{\"productId\":1,\"quantity\":true}]}",
          "{\"userId\":1,\"items\":[{\"productId\":1,\"quantity\":1}],\"couponId\":0}",
          "{\"userId\":1,\"items\":[{\"productId\":1,\"quantity\":1}],\"couponId\":\"x\"}",
          "{\"userId\":1,\"items\":[{\"productId\":1,\"quantity\":1}],\"couponid\":5}",
          "{\"userId\":1,\"userId\":2,\"items\":[{\"productId\":1,\"quantity\":1}]}",
          "{\"userId\":1,\"items\":[" + "[".repeat(5_000) + "]}",
          "{\"userId\":1,\"items\":["
              + "{\"productId\":1,\"quantity\":1},".repeat(100)
              + "{\"productId\":1,\"quantity\":1}]}");

  @ParameterizedTest
  @FieldSource("BODIES")
  void anOrderThatIsNotOneIsInvalid(String body) {
    var answer = shop.post(LocalStack.ORDER, "/orders", body);

    assertThat(answer.status()).as(body).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    assertThat(answer.json().get("message").asString()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "order-service, GET, /orders/999999999, 404, ORDER_NOT_FOUND",
    "order-service, GET, /orders/0, 404, ORDER_NOT_FOUND",
    "order-service, GET, /orders/-1, 404, ORDER_NOT_FOUND",
    "order-service, GET, /orders/one, 400, INVALID_REQUEST",
    "order-service, GET, /orders/99999999999999999999, 400, INVALID_REQUEST",
    "order-service, GET, /orders, 400, INVALID_REQUEST",
    "order-service, GET, /orders?userId=1&limit=0, 400, INVALID_REQUEST",
    "order-service, GET, /orders?userId=1&limit=101, 400, INVALID_REQUEST",
    "order-service, GET, /orders?userId=1&cursor=x, 400, INVALID_REQUEST",
    "order-service, DELETE, /orders, 405, METHOD_NOT_ALLOWED",
    "order-service, GET, /nowhere, 404, NOT_FOUND",
    "product-service, GET, /products/999999999, 404, PRODUCT_NOT_FOUND",
    "product-service, GET, /products/x, 400, INVALID_REQUEST",
    "product-service, DELETE, /products/1, 405, METHOD_NOT_ALLOWED",
    "balance-service, GET, /balances/999999999, 404, BALANCE_NOT_FOUND",
    "balance-service, GET, /balances/x, 400, INVALID_REQUEST",
    "coupon-service, GET, /coupons/999999999, 404, COUPON_NOT_FOUND",
    "coupon-service, GET, /users/x/coupons, 400, INVALID_REQUEST",
    "dataplatform-consumer, GET, /deliveries/x, 400, INVALID_REQUEST",
  })
  void whatIsNotThereOrNotAllowedSaysSo(
      String service, String method, String path, int status, String code) {
    var answer =
        shop.send(
            HttpRequest.newBuilder(shop.running(named(service)).url().resolve(path))
                .method(method, BodyPublishers.noBody())
                .build());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void aBodyMustBeJsonAndSmall() {
    var url = shop.running(LocalStack.ORDER).url().resolve("/orders");

    var text = HttpRequest.newBuilder(url).POST(BodyPublishers.ofString("x"));
    assertThat(shop.send(text.header("Content-Type", "text/plain").build()).status())
        .isEqualTo(415);

    var large = HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(" ".repeat(70_000)));
    assertThat(shop.send(large.header("Content-Type", "application/json").build()).status())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "'a b'"})
  void anIdempotencyKeyIsVisibleAscii(String key) {
    long user = shop.customerWith(10_000);
    var request = OrderRequest.by(user).of(1, shop.product(1, 1));

    var answer = shop.place(request.key(key));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("message").asString()).contains("Idempotency-Key");
    assertThat(
            shop.place(OrderRequest.by(user).of(1, shop.product(1, 1)).key("k".repeat(256)))
                .status())
        .isEqualTo(400);
  }

  @Test
  void aHundredLinesOfTheLargestQuantityAreAnOrder() {
    long user = shop.customerWith(1_000_000);
    var request = OrderRequest.by(user);
    IntStream.range(0, 100).forEach(_ -> request.of(9_999, shop.product(1, 9_999)));

    var answer = shop.place(request);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.data().get("final_amount").asLong()).isEqualTo(999_900);
  }

  private static Service named(String name) {
    return LocalStack.SERVICES.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
