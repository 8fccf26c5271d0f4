package io.jumun.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.order.OrderServiceApplication;
import io.jumun.testing.ServiceWithTokens;
import io.jumun.testing.TestDatabase;
import io.jumun.testing.TestInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** The service with tokens, as it is deployed. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = OrderServiceApplication.class,
    properties = {"spring.config.name=order-service", "logging.level.io.jumun=debug"})
@ExtendWith(OutputCaptureExtension.class)
class OrderAccessTest extends ServiceWithTokens {

  private static final TestDatabase DATABASE = TestInfrastructure.newDatabase("orders_access");

  @DynamicPropertySource
  static void infrastructure(DynamicPropertyRegistry registry) {
    DATABASE.register(registry, ISSUER);
  }

  @Test
  void isOpenToWhomTheDocumentSays() {
    assertThat(accessSeen()).isEqualTo(accessDocumented());
  }

  @Test
  void takesOrdersOfTheTokensUserOnly() {
    order(7, token(7), "mine").expectStatus().isAccepted();
    refused(order(8, token(7), "mine"), HttpStatus.FORBIDDEN, "FORBIDDEN");
    refused(order(7, ISSUER.token("x", "orders"), "mine"), HttpStatus.FORBIDDEN, "FORBIDDEN");
  }

  @Test
  void keepsOneUsersKeyApartFromAnothers() {
    var first = location(order(20, token(20), "same"));
    var again = order(20, token(20), "same").expectStatus().isAccepted().returnResult();
    assertThat(again.getResponseHeaders().getFirst("Location")).isEqualTo(first);
    assertThat(again.getResponseHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
    refused(order(20, token(21), "same"), HttpStatus.FORBIDDEN, "FORBIDDEN");
    assertThat(location(order(21, token(21), "same"))).isNotEqualTo(first);
  }

  @Test
  void showsNobodyAnothersOrder() {
    var order = location(order(9, token(9), "mine"));
    get(order, token(9)).expectStatus().isOk();
    refused(get(order, token(10)), HttpStatus.NOT_FOUND, "ORDER_NOT_FOUND");
    get("/orders?userId=9", token(9)).expectStatus().isOk();
    refused(get("/orders?userId=9", token(10)), HttpStatus.FORBIDDEN, "FORBIDDEN");
  }

  /** Taken, refused, malformed, broken: what was sent is nowhere in the log. */
  @Test
  void logsNoTokenBodyOrKey(CapturedOutput output) {
    var token = token(30);
    order(30, token, "marked-key").expectStatus().isAccepted();
    order(31, token, "marked-key").expectStatus().isForbidden();
    order(30, token, "marked key").expectStatus().isBadRequest();
    for (var body :
        new String[] {
          "marked-body",
          "{'userId':30,'marked-field':1}",
          "{'userId':'marked-value'}",
          "{'userId':30,'items':[{'productId':987654321987,'quantity':0}]}",
          "'marked-text"
        }) {
      post("/orders", token, body).expectStatus().isBadRequest();
    }
    get("/orders?userId=marked-query", token).expectStatus().isBadRequest();
    get("/orders/1", "marked-token").expectStatus().isUnauthorized();
    // One that fails inside: the database refuses what is added to it.
    DATABASE.executeAsOwner(
        "alter table orders add constraint marked check (user_id <> 32) not valid");
    try {
      post("/orders", token(32), "{'userId':32,'items':[{'productId':987654321987,'quantity':1}]}")
          .expectStatus()
          .is5xxServerError();
    } finally {
      DATABASE.executeAsOwner("alter table orders drop constraint marked");
    }
    assertThat(output.getAll())
        .contains("Storing 1 orders failed")
        .doesNotContain("marked-")
        .doesNotContain("987654321987")
        .doesNotContain(token.substring(token.lastIndexOf('.') + 1));
  }

  private static String token(long user) {
    return ISSUER.token(Long.toString(user), "orders");
  }

  private ResponseSpec order(long user, String token, String key) {
    return request("/orders", token)
        .header("Idempotency-Key", key)
        .header("Prefer", "respond-async")
        .body("{\"userId\":%d,\"items\":[{\"productId\":1,\"quantity\":1}]}".formatted(user))
        .exchange();
  }

  private static String location(ResponseSpec placed) {
    var headers = placed.expectStatus().isAccepted().returnResult().getResponseHeaders();
    return java.util.Objects.requireNonNull(headers.getFirst("Location"));
  }

  private static void refused(ResponseSpec response, HttpStatus status, String code) {
    response.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
  }
}
