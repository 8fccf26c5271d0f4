package io.jumun.order;

import static io.jumun.order.Client.orderOf;
import static io.jumun.order.OtherServices.outOfStock;
import static io.jumun.order.OtherServices.payment;
import static io.jumun.order.OtherServices.publish;
import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.BalanceEvent.BalanceDeductionFailed;
import io.jumun.contracts.CouponEvent.CouponRejected;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlaceOrderTest extends OrderServiceTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void answersAPaidOrder() {
    var answer = client().post(orderOf(user));
    var orderId = created(user);
    publish(payment(orderId, user));

    assertAnswer(
        answer.join(),
        200,
        orderId,
        """
        {"status":"SUCCESS","message":"주문 및 결제가 성공적으로 완료되었습니다!",\
        "data":{"order_id":%d,"final_amount":18000}}\
        """
            .formatted(orderId));
  }

  @Test
  void answersAnOrderThatIsOutOfStock() {
    var answer = client().post(orderOf(user));
    var orderId = created(user);
    publish(outOfStock(orderId));

    assertAnswer(
        answer.join(),
        409,
        orderId,
        """
        {"status":"FAIL","code":"PRODUCT_OUT_OF_STOCK","message":"재고가 부족하거나 유효하지 않은 상품이 있습니다."}\
        """);
  }

  @Test
  void answersAnOrderWhoseCouponIsInvalid() {
    var answer = client().post(orderOf(user));
    var orderId = created(user);
    publish(new CouponRejected(orderId, 5, CouponRejected.Reason.EXPIRED));

    assertAnswer(
        answer.join(),
        400,
        orderId,
        """
        {"status":"FAIL","code":"COUPON_INVALID","message":"유효하지 않거나 사용할 수 없는 쿠폰입니다."}\
        """);
  }

  @Test
  void answersAnOrderThatTheUserCannotPay() {
    var answer = client().post(orderOf(user));
    var orderId = created(user);
    publish(
        new BalanceDeductionFailed(
            orderId, user, BalanceDeductionFailed.Reason.INSUFFICIENT_BALANCE));

    assertAnswer(
        answer.join(),
        402,
        orderId,
        """
        {"status":"FAIL","code":"INSUFFICIENT_BALANCE","message":"잔액이 부족합니다."}\
        """);
  }

  @Test
  void answersAnOrderPastItsDeadlineOnceItIsCancelled() {
    var answer = client().post(orderOf(user)).join();
    var orderId = created(user);

    assertAnswer(
        answer,
        500,
        orderId,
        """
        {"status":"FAIL","code":"INTERNAL_SERVER_ERROR",\
        "message":"주문 처리 중 서버 오류가 발생했습니다. 잠시 후 다시 시도해주세요."}\
        """);
    assertThat(state(orderId)).isEqualTo("CANCELLED DEADLINE_PASSED");
    assertThat(published(orderId))
        .containsExactly("io.jumun.OrderCreated.v1", "io.jumun.OrderCancelled.v1");
  }

  @Test
  void doesNotLetAClientWaitThatPrefersNotTo() {
    var answer = client().post(orderOf(user), "Prefer", "respond-async").join();
    var orderId = created(user);

    assertAnswer(
        answer,
        202,
        orderId,
        """
        {"status":"PENDING","data":{"order_id":%d}}\
        """
            .formatted(orderId));
    assertThat(answer.headers().firstValue("Preference-Applied")).contains("respond-async");
    assertThat(state(orderId)).isEqualTo("PENDING");
  }

  @Test
  void mergesLinesAndTellsOthersWhatWasOrdered() {
    var body =
        """
        {"userId":%d,"couponId":5,"items":[{"productId":11,"quantity":1},
         {"productId":10,"quantity":9999},{"productId":11,"quantity":9999}]}\
        """
            .formatted(user);
    client().post(body, "Prefer", "respond-async", "traceparent", TRACEPARENT).join();
    var orderId = created(user);

    var event = JSON.readTree(payloads(orderId, "OrderCreated").getFirst());
    assertThat(event.get("lines"))
        .isEqualTo(
            JSON.readTree(
                """
                [{"productId":10,"quantity":9999},{"productId":11,"quantity":10000}]\
                """));
    assertThat(event.get("couponId").asLong()).isEqualTo(5);
    assertThat(
            sql.sql("select traceparent from outbox where aggregateid = ?")
                .param(Long.toString(orderId))
                .query(String.class)
                .single())
        .isEqualTo(TRACEPARENT);
  }

  @Test
  void showsAnOrderBeforeAndAfterItsEnd() {
    client()
        .post(
            orderOf(user).replace("\"items\"", "\"couponId\":5,\"items\""),
            "Prefer",
            "respond-async")
        .join();
    var orderId = created(user);

    var pending = dataOf(client().get("/orders/" + orderId));
    assertThat(pending.propertyNames())
        .isEqualTo(Set.of("order_id", "user_id", "status", "items", "coupon_id", "created_at"));
    assertThat(pending.get("status").asString()).isEqualTo("PENDING");
    assertThat(pending.get("items").toString()).isEqualTo("[{\"product_id\":10,\"quantity\":2}]");

    publish(payment(orderId, user));
    awaitState(orderId, "PAID");
    var paid = dataOf(client().get("/orders/" + orderId));
    assertThat(paid.get("items").toString())
        .isEqualTo("[{\"product_id\":10,\"quantity\":2,\"unit_price\":10000}]");
    assertThat(paid.get("total_amount").asLong()).isEqualTo(20_000);
    assertThat(paid.get("discount_amount").asLong()).isEqualTo(2_000);
    assertThat(paid.get("final_amount").asLong()).isEqualTo(18_000);
    assertThat(paid.get("completed_at").asString()).endsWith("Z");
    assertThat(paid.has("code")).isFalse();
  }

  @Test
  void showsWhyAnOrderWasCancelled() {
    client().post(orderOf(user), "Prefer", "respond-async").join();
    var orderId = created(user);
    publish(outOfStock(orderId));
    awaitState(orderId, "CANCELLED OUT_OF_STOCK");

    var cancelled = dataOf(client().get("/orders/" + orderId));
    assertThat(cancelled.get("status").asString()).isEqualTo("CANCELLED");
    assertThat(cancelled.get("code").asString()).isEqualTo("PRODUCT_OUT_OF_STOCK");
    assertThat(cancelled.has("final_amount")).isFalse();
  }

  @Test
  void listsAUsersOrdersNewestFirst() {
    for (int i = 0; i < 3; i++) {
      client().post(orderOf(user), "Prefer", "respond-async").join();
    }
    var first = dataOf(client().get("/orders?limit=2&userId=" + user));
    var second =
        dataOf(
            client()
                .get(
                    "/orders?limit=2&userId=%d&cursor=%s"
                        .formatted(user, first.get("next_cursor").asString())));

    var ids =
        java.util.stream.Stream.of(first, second)
            .flatMap(page -> page.get("items").valueStream())
            .map(order -> order.get("order_id").asLong())
            .toList();
    assertThat(ids).hasSize(3).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(second.has("next_cursor")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'items':[{'productId':1,'quantity':1}]}                         | userId",
        "{'userId':null,'items':[{'productId':1,'quantity':1}]}           | userId",
        "{'userId':0,'items':[{'productId':1,'quantity':1}]}              | userId",
        "{'userId':-1,'items':[{'productId':1,'quantity':1}]}             | userId",
        "{'userId':'1','items':[{'productId':1,'quantity':1}]}            | userId",
        "{'userId':1.5,'items':[{'productId':1,'quantity':1}]}            | userId",
        "{'userId':9223372036854775808,'items':[{'productId':1,'quantity':1}]} | userId",
        "{'userId':1}                                                     | items",
        "{'userId':1,'items':null}                                        | items",
        "{'userId':1,'items':[]}                                          | items",
        "{'userId':1,'items':{}}                                          | items",
        "{'userId':1,'items':[null]}                                      | items",
        "{'userId':1,'items':[7]}                                         | items[0]",
        "{'userId':1,'items':[{'quantity':1}]}                            | items[0].productId",
        "{'userId':1,'items':[{'productId':0,'quantity':1}]}              | items[0].productId",
        "{'userId':1,'items':[{'productId':1}]}                           | items[0].quantity",
        "{'userId':1,'items':[{'productId':1,'quantity':0}]}              | items[0].quantity",
        "{'userId':1,'items':[{'productId':1,'quantity':-1}]}             | items[0].quantity",
        "{'userId':1,'items':[{'productId':1,'quantity':10000}]}          | items[0].quantity",
        "{'userId':1,'items':[{'productId':1,'quantity':99999999999}]}    | items[0].quantity",
        "{'userId':1,'items':[{'productId':1,'quantity':1}],'couponId':0} | couponId",
        "{'userId':1,'items':[{'productId':1,'quantity':1}],'price':0}    | price",
        "{'userId':1,'items':[{'productId':1,'quantity':1}]               | body",
        "[]                                                               | body",
        "null                                                             | body",
        "nonsense                                                         | body",
      })
  void namesTheOffendingField(String body, String field) {
    var answer = client().post(body.replace('\'', '"')).join();

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).get("code").asString()).isEqualTo("INVALID_REQUEST");
    assertThat(JSON.readTree(answer.body()).get("message").asString()).contains(field);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void refusesMoreThanAHundredItems() {
    var item = "{\"productId\":1,\"quantity\":1}";
    var items = String.join(",", java.util.Collections.nCopies(101, item));

    assertThat(client().post("{\"userId\":1,\"items\":[%s]}".formatted(items)).join().statusCode())
        .isEqualTo(400);
  }

  @Test
  void refusesALargeBody() {
    assertThat(client().post(" ".repeat(65_537)).join().statusCode()).isEqualTo(413);
  }

  @Test
  void acceptsTheLargestIds() {
    var max = Long.MAX_VALUE;
    var body =
        "{\"userId\":%d,\"items\":[{\"productId\":%d,\"quantity\":9999}],\"couponId\":%d}"
            .formatted(max, max, max);

    assertThat(client().post(body, "Prefer", "respond-async").join().statusCode()).isEqualTo(202);
    assertThat(client().get("/orders?userId=" + max).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/orders/x",
        "/orders/9223372036854775808",
        "/orders",
        "/orders?userId=x",
        "/orders?userId=0",
        "/orders?userId=1&limit=0",
        "/orders?userId=1&limit=101",
        "/orders?userId=1&limit=x",
        "/orders?userId=1&cursor=x"
      })
  void refusesAMalformedQuestion(String path) {
    var answer = client().get(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/orders/9223372036854775807", "/orders/0", "/orders/-1"})
  void doesNotFindWhatIsNotThere(String path) {
    var answer = client().get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("ORDER_NOT_FOUND");
  }

  @Test
  void isReadyOnlyWithItsDatabase() {
    assertThat(client().get("/actuator/health/readiness").body())
        .contains("\"db\"")
        .contains("\"status\":\"UP\"");
  }

  private static JsonNode dataOf(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).get("data");
  }

  private static void assertAnswer(
      HttpResponse<String> answer, int status, long orderId, String body) {
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Location")).contains("/orders/" + orderId);
    assertThat(answer.headers().firstValue("Idempotent-Replayed")).isEmpty();
  }
}
