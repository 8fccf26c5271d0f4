package io.jumun.order;

import static io.jumun.order.Client.orderOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user who has as many open orders as one may have, but one. */
class OpenOrdersTest extends OrderServiceTest {

  private static final long FIRST_ID = 1_000_000_000;
  private static final int LIMIT = 100;

  @BeforeEach
  void openAllButOne() {
    sql.sql(
            """
            insert into orders (order_id, user_id, status, created_at, deadline_at)
            select id, ?, 'PENDING', now(), now() + interval '1 hour'
            from generate_series(?::bigint, ?) id
            """)
        .params(user, FIRST_ID, FIRST_ID + LIMIT - 2)
        .update();
  }

  @AfterEach
  void forget() {
    sql.sql("delete from orders where order_id >= ?").param(FIRST_ID).update();
  }

  @Test
  void mayPlaceTheLastOneAndNoMore() {
    assertThat(place(user, "last").statusCode()).isEqualTo(202);

    var refused = place(user, "too-many");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("\"code\":\"TOO_MANY_OPEN_ORDERS\"");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(ordersOf(user)).isEqualTo(LIMIT);

    assertThat(place(newUser(), "too-many").statusCode()).isEqualTo(202);
  }

  @Test
  void isToldAgainWhatBecameOfAnEarlierRequest() {
    var first = place(user, "last");
    var again = place(user, "last");
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
  }

  @Test
  void hasItsKeyStillWhenThereIsRoomAgain() {
    assertThat(place(user, "last").statusCode()).isEqualTo(202);
    assertThat(place(user, "next").statusCode()).isEqualTo(429);
    sql.sql("delete from orders where order_id = ?").param(FIRST_ID).update();

    var placed = place(user, "next");
    assertThat(placed.statusCode()).isEqualTo(202);
    assertThat(placed.headers().firstValue("Idempotent-Replayed")).isEmpty();
  }

  @Test
  void leavesNoDuplicateWaitingForWhatWasRefused() {
    assertThat(place(user, "last").statusCode()).isEqualTo(202);
    var answers =
        Stream.generate(() -> client().post(orderOf(user), "Idempotency-Key", "same"))
            .limit(20)
            .toList();
    assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(429));
  }

  private HttpResponse<String> place(long userId, String key) {
    return client().post(orderOf(userId), "Idempotency-Key", key, "Prefer", "respond-async").join();
  }
}
