package io.jumun.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LedgerTest extends BalanceServiceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update ledger_entries set amount = amount + 1",
        "update ledger_entries set amount = 0 where user_id = -1",
        "delete from ledger_entries",
        "delete from ledger_entries where user_id = -1",
        "truncate ledger_entries",
        "truncate accounts cascade",
        "delete from accounts",
      })
  void refusesToForgetOrToChangeWhoeverAsks(String sql) {
    long userId = userWith(1_000);

    assertThatThrownBy(() -> DATABASE.executeAsOwner(sql))
        .hasRootCauseInstanceOf(SQLException.class)
        .rootCause()
        .hasMessageContaining("ledger");

    assertThatLedgerReplays(userId);
  }

  @Test
  void refusesChangesEvenInAReplicasSession() throws Exception {
    long userId = userWith(1_000);
    try (var superuser = superuser();
        var statement = superuser.createStatement()) {
      statement.execute("set session_replication_role = replica");
      assertThatThrownBy(() -> statement.execute("delete from ledger_entries"))
          .hasMessageContaining("append-only");
    }
    assertThatLedgerReplays(userId);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2, 'CHARGE', 0, 1, null  | charge_not_empty",
        "2, 'CHARGE', -1, 1, null | amount_not_negative",
        "2, 'DEDUCT', 1, -1, 5    | balance_after_not_negative",
        "2, 'DEDUCT', 1, 1, null  | order_id_iff_order",
        "2, 'REFUND', 1, 1, null  | order_id_iff_order",
        "2, 'CHARGE', 1, 1, 5     | order_id_iff_order",
        "2, 'GIFT', 1, 1, null    | type_known",
        "0, 'CHARGE', 1, 1, null  | sequence_starts_at_one",
        "1, 'CHARGE', 1, 1, null  | ledger_entries_pk",
      })
  void statesItsRulesInTheSchema(String values, String constraint) {
    long userId = userWith(1_000);
    var insert = "insert into ledger_entries values (%d, %s, now())".formatted(userId, values);

    assertThatThrownBy(() -> jdbc.execute(insert)).hasMessageContaining(constraint);
  }

  @Test
  void hasOneDeductionPerOrderAtMost() {
    long userId = userWith(1_000);
    long orderId = newId();
    settle(payment(orderId, userId, 1));

    assertThatThrownBy(
            () ->
                jdbc.update(
                    "insert into ledger_entries values (?, 3, 'DEDUCT', 1, 998, ?, now())",
                    userId,
                    orderId))
        .hasMessageContaining("one_entry_per_order_and_type");
  }

  @Test
  void keepsABalanceFromGoingNegativeWhoeverTries() {
    long userId = userWith(1_000);

    assertThatThrownBy(
            () -> jdbc.update("update accounts set balance = -1 where user_id = ?", userId))
        .hasMessageContaining("balance_not_negative");
  }

  @Test
  void isShownNewestFirst() {
    long userId = userWith(1_000);
    long orderId = newId();
    settle(payment(orderId, userId, 300), new Cancellation(orderId, userId));

    http()
        .get()
        .uri("/balances/{user}/transactions", userId)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"status":"SUCCESS","data":{"items":[
              {"sequence":3,"type":"REFUND","amount":300,"balance_after":1000,"order_id":%1$d},
              {"sequence":2,"type":"DEDUCT","amount":300,"balance_after":700,"order_id":%1$d},
              {"sequence":1,"type":"CHARGE","amount":1000,"balance_after":1000}]}}
            """
                .formatted(orderId))
        .jsonPath("$.data.items[2].order_id")
        .doesNotExist()
        .jsonPath("$.data.items[0].created_at")
        .exists()
        .jsonPath("$.data.next_cursor")
        .doesNotExist();
  }

  @Test
  void isCutIntoPagesThatMissAndRepeatNothing() {
    long userId = userWith(1);
    for (int i = 0; i < 6; i++) {
      balances.charge(userId, 1, null);
    }

    var seen = new ArrayList<Long>();
    var cursor = "";
    do {
      var page = page(userId, cursor);
      page.get("items").forEach(item -> seen.add(item.get("sequence").asLong()));
      cursor = page.path("next_cursor").asString("");
      balances.charge(userId, 1, null); // a newer entry shifts no page
    } while (!cursor.isEmpty());

    assertThat(seen).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
  }

  private JsonNode page(long userId, String cursor) {
    var query = cursor.isEmpty() ? "" : "&cursor=" + cursor;
    var body =
        http()
            .get()
            .uri("/balances/%d/transactions?limit=3%s".formatted(userId, query))
            .exchange()
            .returnResult(JsonNode.class)
            .getResponseBody();
    return Objects.requireNonNull(body).get("data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=x",
        "limit=99999999999",
        "cursor=x",
        "cursor=9223372036854775808",
        "cursor=1.5",
      })
  void refusesParametersOutOfBounds(String query) {
    long userId = userWith(1);

    http()
        .get()
        .uri("/balances/%d/transactions?%s".formatted(userId, query))
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.message")
        .value(
            String.class,
            message -> assertThat(message).contains(query.substring(0, query.indexOf('='))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cursor=-9223372036854775808", "cursor=0", "cursor=1"})
  void endsAtTheFirstEntry(String query) {
    long userId = userWith(1);

    http()
        .get()
        .uri("/balances/%d/transactions?%s".formatted(userId, query))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.data.items.length()")
        .isEqualTo(0);
  }

  @Test
  void isNotFoundWithoutAnAccount() {
    for (var path : new String[] {"/balances/{user}", "/balances/{user}/transactions"}) {
      http()
          .get()
          .uri(path, newId())
          .exchange()
          .expectStatus()
          .isNotFound()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("BALANCE_NOT_FOUND");
    }
  }

  @Test
  void showsTheBalance() {
    long userId = userWith(1_000);

    http()
        .get()
        .uri("/balances/{user}", userId)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            "{\"status\":\"SUCCESS\",\"data\":{\"user_id\":%d,\"balance\":1000}}"
                .formatted(userId));
  }
}
