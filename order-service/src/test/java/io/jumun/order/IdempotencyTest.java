package io.jumun.order;

import static io.jumun.order.Client.orderOf;
import static io.jumun.order.OtherServices.outOfStock;
import static io.jumun.order.OtherServices.payment;
import static io.jumun.order.OtherServices.publish;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class IdempotencyTest extends OrderServiceTest {

  @Autowired IdempotencyCleanUp cleanUp;

  private final String key = UUID.randomUUID().toString();

  @Test
  void createsOneOrderForConcurrentDuplicates() {
    var answers = Stream.generate(() -> place(user)).limit(20).toList();
    var orderId = created(user);
    publish(payment(orderId, user));

    var bodies = answers.stream().map(answer -> answer.join().body()).distinct().toList();
    assertThat(bodies).singleElement().asString().contains("\"order_id\":" + orderId);
    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    assertThat(answers.stream().filter(answer -> !isReplay(answer.join()))).hasSize(1);
    assertThat(ordersOf(user)).isOne();
    assertThat(payloads(orderId, "OrderCreated")).hasSize(1);
  }

  @Test
  void repeatsTheAnswerOfAnOrderThatHasEnded() {
    var first = place(user);
    var orderId = created(user);
    publish(outOfStock(orderId));
    first.join();

    var replay = place(user).join();

    assertThat(replay.statusCode()).isEqualTo(409);
    assertThat(replay.body()).isEqualTo(first.join().body());
    assertThat(replay.headers().firstValue("Location")).contains("/orders/" + orderId);
    assertThat(isReplay(first.join())).isFalse();
    assertThat(isReplay(replay)).isTrue();
  }

  @Test
  void givesTheFinalAnswerToAReplayThatPrefersNotToWait() {
    var pending = client().post(orderOf(user), "Idempotency-Key", key, "Prefer", "respond-async");
    assertThat(pending.join().statusCode()).isEqualTo(202);
    var again = client().post(orderOf(user), "Idempotency-Key", key, "Prefer", "respond-async");
    assertThat(again.join().statusCode()).isEqualTo(202);
    assertThat(isReplay(again.join())).isTrue();
    var orderId = created(user);
    publish(payment(orderId, user));
    awaitState(orderId, "PAID");

    var replay = client().post(orderOf(user), "Idempotency-Key", key, "Prefer", "respond-async");

    assertThat(replay.join().statusCode()).isEqualTo(200);
    assertThat(replay.join().headers().firstValue("Preference-Applied")).isEmpty();
  }

  @Test
  void refusesAKeyThatWasUsedForAnotherOrder() {
    client().post(orderOf(user), "Idempotency-Key", key, "Prefer", "respond-async").join();

    var other = orderOf(user).replace("\"quantity\":2", "\"quantity\":3");
    var answer = client().post(other, "Idempotency-Key", key).join();

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"code\":\"IDEMPOTENCY_KEY_REUSED\"");
    assertThat(answer.headers().firstValue("Location")).isEmpty();
    assertThat(ordersOf(user)).isOne();
  }

  @Test
  void acceptsTheSameOrderWrittenDifferently() {
    client().post(orderOf(user), "Idempotency-Key", key, "Prefer", "respond-async").join();

    var line = "{\"quantity\":1,\"productId\":10}";
    var same = "{\"items\":[%s, %s], \"couponId\":null, \"userId\":%d}".formatted(line, line, user);
    var answer = client().post(same, "Idempotency-Key", key, "Prefer", "respond-async").join();

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(isReplay(answer)).isTrue();
  }

  @Test
  void keepsTheKeysOfUsersApart() {
    var other = newUser();
    Stream.of(user, other)
        .map(u -> client().post(orderOf(u), "Idempotency-Key", key, "Prefer", "respond-async"))
        .forEach(answer -> assertThat(isReplay(answer.join())).isFalse());

    assertThat(ordersOf(user)).isOne();
    assertThat(ordersOf(other)).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "tab\there"})
  void refusesAMalformedKeyAndStoresNothing(String malformed) {
    var answer = client().post(orderOf(user), "Idempotency-Key", malformed).join();

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Idempotency-Key");
    assertThat(ordersOf(user)).isZero();
  }

  @Test
  void acceptsKeysUpTo255Characters() {
    assertThat(statusWithKeyOf(255)).isEqualTo(202);
    assertThat(statusWithKeyOf(256)).isEqualTo(400);
  }

  @Test
  void leavesAKeyFreeWhoseRequestWasMalformed() {
    client().post("{}", "Idempotency-Key", key).join();
    var answer = client().post(orderOf(user), "Idempotency-Key", key, "Prefer", "respond-async");

    assertThat(answer.join().statusCode()).isEqualTo(202);
    assertThat(isReplay(answer.join())).isFalse();
  }

  @Test
  void forgetsKeysAfterTheirRetentionAndNotBefore() {
    var old = newUser();
    for (var owner : List.of(user, old)) {
      client().post(orderOf(owner), "Idempotency-Key", key, "Prefer", "respond-async").join();
    }
    age(user, 47);
    age(old, 49);

    cleanUp.run();

    assertThat(keysOf(user)).isOne();
    assertThat(keysOf(old)).isZero();
  }

  private CompletableFuture<HttpResponse<String>> place(long userId) {
    return client().post(orderOf(userId), "Idempotency-Key", key);
  }

  private int statusWithKeyOf(int length) {
    return client()
        .post(orderOf(user), "Idempotency-Key", "~".repeat(length), "Prefer", "respond-async")
        .join()
        .statusCode();
  }

  private void age(long userId, int hours) {
    sql.sql(
            "update idempotency_keys set created_at = now() - ? * interval '1 hour'"
                + " where user_id = ?")
        .param(hours)
        .param(userId)
        .update();
  }

  private long keysOf(long userId) {
    return sql.sql("select count(*) from idempotency_keys where user_id = ?")
        .param(userId)
        .query(Long.class)
        .single();
  }

  private static boolean isReplay(HttpResponse<String> answer) {
    return answer.headers().firstValue("Idempotent-Replayed").filter("true"::equals).isPresent();
  }
}
