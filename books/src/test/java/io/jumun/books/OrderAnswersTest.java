package io.jumun.books;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderAnswersTest {

  @Test
  void paid() {
    assertThat(
            OrderOutcome.of(
                200,
                "/orders/7",
                "{\"status\":\"SUCCESS\",\"data\":{\"order_id\":7,\"final_amount\":5}}"))
        .isEqualTo(new OrderOutcome.Paid(7, 5));
  }

  @Test
  void accepted() {
    assertThat(OrderOutcome.of(202, "/orders/7", "{\"data\":{\"order_id\":7}}"))
        .isEqualTo(new OrderOutcome.Accepted(7));
  }

  @Test
  void rejectedWithAnOrderAndWithout() {
    assertThat(OrderOutcome.of(402, "/orders/7", "{\"code\":\"INSUFFICIENT_BALANCE\"}"))
        .isEqualTo(new OrderOutcome.Rejected(402, "INSUFFICIENT_BALANCE", 7L));
    assertThat(OrderOutcome.of(500, "/orders/7", "{\"code\":\"INTERNAL_SERVER_ERROR\"}"))
        .isEqualTo(new OrderOutcome.Rejected(500, "INTERNAL_SERVER_ERROR", 7L));
    assertThat(OrderOutcome.of(400, null, "{\"code\":\"INVALID_REQUEST\"}"))
        .isEqualTo(new OrderOutcome.Rejected(400, "INVALID_REQUEST", null));
    assertThat(OrderOutcome.of(503, null, "{\"code\":\"TOO_MANY_OPEN_ORDERS\"}"))
        .isEqualTo(new OrderOutcome.Rejected(503, "TOO_MANY_OPEN_ORDERS", null));
  }

  @Test
  void unknownWhereNobodyPromisesAnything() {
    assertThat(OrderOutcome.of(503, "/orders/7", "{\"code\":\"OUTCOME_UNKNOWN\"}"))
        .isEqualTo(new OrderOutcome.Unknown("503 OUTCOME_UNKNOWN", 7L));
    assertThat(OrderOutcome.of(502, null, "<html>bad gateway</html>"))
        .isEqualTo(new OrderOutcome.Unknown("502 ", null));
    assertThat(OrderOutcome.of(500, null, "oops")).isInstanceOf(OrderOutcome.Unknown.class);
  }
}
