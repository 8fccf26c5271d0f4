package io.jumun.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

class ChargeTest extends BalanceServiceTest {

  private static final long MOST_AT_ONCE = 1_000_000_000_000L;

  private RestTestClient.ResponseSpec chargeWithKey(long userId, long amount, String key) {
    return http()
        .post()
        .uri("/balances/{user}/charges", userId)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Idempotency-Key", key)
        .body("{\"amount\":%d}".formatted(amount))
        .exchange();
  }

  @Test
  void opensTheAccountWithTheFirstCharge() {
    long userId = newId();

    charge(userId, "{\"amount\":1000}")
        .expectStatus()
        .isOk()
        .expectHeader()
        .doesNotExist("Idempotent-Replayed")
        .expectBody()
        .json(
            """
            {"status":"SUCCESS","data":{"user_id":%d,"balance":1000}}
            """
                .formatted(userId));

    assertThat(balance(userId)).isEqualTo(1_000);
    assertThatLedgerReplays(userId);
  }

  @Test
  void addsUp() {
    long userId = userWith(1_000);

    charge(userId, "{\"amount\":1}").expectBody().jsonPath("$.data.balance").isEqualTo(1_001);

    assertThatLedgerReplays(userId);
  }

  @Test
  void acceptsTheLargestAmount() {
    charge(newId(), "{\"amount\":%d}".formatted(MOST_AT_ONCE))
        .expectBody()
        .jsonPath("$.data.balance")
        .isEqualTo(MOST_AT_ONCE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"amount\":0}                      | amount",
        "{\"amount\":-1}                     | amount",
        "{\"amount\":1000000000001}          | amount",
        "{\"amount\":9223372036854775807}    | amount",
        "{\"amount\":9223372036854775808}    | amount",
        "{\"amount\":-9223372036854775808}   | amount",
        "{\"amount\":1e3}                    | amount",
        "{\"amount\":1.5}                    | amount",
        "{\"amount\":\"1\"}                  | amount",
        "{\"amount\":true}                   | amount",
        "{\"amount\":null}                   | amount",
        "{\"amount\":[1]}                    | amount",
        "{}                                  | amount",
        "{\"amount\":1,\"amount\":2}         | body",
        "{\"amount\":1,\"currency\":\"KRW\"} | currency",
        "[]                                  | body",
        "null                                | body",
        "{\"amount\":1                       | body",
        "nonsense                            | body",
      })
  void refusesAMalformedRequestAndNamesTheField(String body, String field) {
    long userId = newId();

    charge(userId, body)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("INVALID_REQUEST")
        .jsonPath("$.message")
        .value(String.class, message -> assertThat(message).contains(field));

    assertThat(balances.balanceOf(userId)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "one", "1.5", "9223372036854775808", "%20", "1%00"})
  void refusesAPathThatIsNoId(String userId) {
    for (var path : List.of("/balances/" + userId, "/balances/" + userId + "/transactions")) {
      http().get().uri(java.net.URI.create(base() + path)).exchange().expectStatus().isBadRequest();
    }
    http()
        .post()
        .uri(java.net.URI.create(base() + "/balances/" + userId + "/charges"))
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"amount\":1}")
        .exchange()
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void acceptsTheLargestUserId() {
    charge(Long.MAX_VALUE, "{\"amount\":1}").expectStatus().isOk();
  }

  @Test
  void refusesABalanceAboveTheLimitAndChangesNothing() {
    long userId = userWith(1);
    jdbc.update("update accounts set balance = ? where user_id = ?", Account.LIMIT - 10, userId);

    charge(userId, "{\"amount\":11}")
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("BALANCE_LIMIT_EXCEEDED");
    charge(userId, "{\"amount\":10}")
        .expectBody()
        .jsonPath("$.data.balance")
        .isEqualTo(Account.LIMIT);

    assertThat(ledgerOf(userId)).hasSize(2);
  }

  @Test
  void refundsAboveTheLimit() {
    long userId = userWith(1_000);
    long orderId = newId();
    settle(payment(orderId, userId, 1_000));
    jdbc.update("update accounts set balance = ? where user_id = ?", Account.LIMIT, userId);

    settle(new Cancellation(orderId, userId));

    assertThat(balance(userId)).isEqualTo(Account.LIMIT + 1_000);
    charge(userId, "{\"amount\":1}").expectStatus().isEqualTo(409);
  }

  @Test
  void repeatsTheAnswerOfTheSameKey() {
    long userId = newId();
    chargeWithKey(userId, 1_000, "first").expectHeader().doesNotExist("Idempotent-Replayed");
    chargeWithKey(userId, 500, "second").expectStatus().isOk();

    chargeWithKey(userId, 1_000, "first")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("Idempotent-Replayed", "true")
        .expectBody()
        .jsonPath("$.data.balance")
        .isEqualTo(1_000);

    assertThat(balance(userId)).isEqualTo(1_500);
    assertThatLedgerReplays(userId);
  }

  @Test
  void refusesAKeyThatStandsForAnotherAmount() {
    long userId = newId();
    chargeWithKey(userId, 1_000, "key");

    chargeWithKey(userId, 1_001, "key")
        .expectStatus()
        .isEqualTo(422)
        .expectHeader()
        .doesNotExist("Idempotent-Replayed")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("IDEMPOTENCY_KEY_REUSED");

    assertThat(balance(userId)).isEqualTo(1_000);
  }

  @Test
  void keepsTheKeysOfUsersApart() {
    long userId = newId();
    long otherId = newId();
    chargeWithKey(userId, 1_000, "key");

    chargeWithKey(otherId, 2_000, "key")
        .expectStatus()
        .isOk()
        .expectHeader()
        .doesNotExist("Idempotent-Replayed");

    assertThat(balance(otherId)).isEqualTo(2_000);
  }

  @Test
  void remembersNoRefusedCharge() {
    long userId = userWith(1);
    jdbc.update("update accounts set balance = ? where user_id = ?", Account.LIMIT, userId);
    chargeWithKey(userId, 5, "key").expectStatus().isEqualTo(409);
    jdbc.update("update accounts set balance = 1 where user_id = ?", userId);

    chargeWithKey(userId, 7, "key").expectStatus().isOk();

    assertThatLedgerReplays(userId);
  }

  @Test
  void replaysAChargeThatWouldNowExceedTheLimit() {
    long userId = newId();
    chargeWithKey(userId, 5, "key");
    jdbc.update("update accounts set balance = ? where user_id = ?", Account.LIMIT, userId);

    chargeWithKey(userId, 5, "key").expectBody().jsonPath("$.data.balance").isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "sch\u00f6n"})
  void refusesAKeyThatIsNotVisibleAscii(String key) {
    refusesTheKey(key);
  }

  @Test
  void refusesAKeyThatIsTooLong() {
    chargeWithKey(newId(), 1, "k".repeat(255)).expectStatus().isOk();
    refusesTheKey("k".repeat(256));
  }

  private void refusesTheKey(String key) {
    long userId = newId();
    chargeWithKey(userId, 1, key)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("INVALID_REQUEST")
        .jsonPath("$.message")
        .value(String.class, message -> assertThat(message).contains("Idempotency-Key"));
    assertThat(balances.balanceOf(userId)).isEmpty();
  }

  @Test
  void chargesConcurrentDuplicatesOnce() throws Exception {
    long userId = newId();

    var answers = atOnce(20, () -> replayedOrNot(userId));

    assertThat(answers).filteredOn(replayed -> !replayed).hasSize(1);
    assertThat(balance(userId)).isEqualTo(1_000);
    assertThat(ledgerOf(userId)).hasSize(1);
  }

  private boolean replayedOrNot(long userId) {
    var answer =
        chargeWithKey(userId, 1_000, "key")
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.data.balance")
            .isEqualTo(1_000)
            .returnResult();
    return "true".equals(answer.getResponseHeaders().getFirst("Idempotent-Replayed"));
  }

  @Test
  void losesNoneOfManyConcurrentFirstCharges() throws Exception {
    long userId = newId();

    atOnce(20, () -> charge(userId, "{\"amount\":100}").expectStatus().isOk());

    assertThat(balance(userId)).isEqualTo(2_000);
    assertThatLedgerReplays(userId);
  }

  static <T> List<T> atOnce(int times, Callable<T> action) throws Exception {
    var start = new CyclicBarrier(times);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>();
      for (int i = 0; i < times; i++) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return action.call();
                }));
      }
      var results = new ArrayList<T>();
      for (var one : running) {
        results.add(one.get());
      }
      return results;
    }
  }
}
