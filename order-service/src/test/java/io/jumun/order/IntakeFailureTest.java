package io.jumun.order;

import static io.jumun.order.Client.orderOf;
import static io.jumun.order.OtherServices.payment;
import static io.jumun.order.OtherServices.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.order.Faults.Fault;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeFailureTest extends OrderServiceTest {

  @Test
  void triesAgainUnderTheSameId() {
    faults.of(user, Fault.ONCE_BEFORE_COMMIT);

    storesExactlyOneOrder();
  }

  @Test
  void doesNotRepeatACommitThatSeemedToFail() {
    faults.of(user, Fault.ONCE_AFTER_COMMIT);

    storesExactlyOneOrder();
  }

  @Test
  void doesNotTakeItsOwnKeyForAnothers() {
    faults.of(user, Fault.ONCE_AFTER_COMMIT);
    var answer = client().post(orderOf(user), "Idempotency-Key", "k");
    publish(payment(created(user), user));

    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(answer.join().headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertThat(ordersOf(user)).isOne();
  }

  @Test
  void triesAgainWhenItsSessionsAreEnded() throws SQLException {
    try (var holder = DATABASE.connect();
        var superuser = DATABASE.connectAsSuperuser()) {
      holder.setAutoCommit(false);
      try (var lock = holder.createStatement()) {
        lock.execute("lock table orders in exclusive mode");
      }
      var answer = client().post(orderOf(user));
      await().until(() -> endsWhoWaitsForALock(superuser));
      holder.rollback();
      publish(payment(created(user), user));

      assertThat(answer.join().statusCode()).isEqualTo(200);
    }
    assertThat(ordersOf(user)).isOne();
  }

  @Test
  void leavesNothingBehindWhatCannotBeStored() {
    faults.of(user, Fault.ALWAYS);

    var answer = client().post(orderOf(user), "Idempotency-Key", "k").join();

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"status":"FAIL","code":"INTERNAL_SERVER_ERROR",\
            "message":"주문 처리 중 서버 오류가 발생했습니다. 잠시 후 다시 시도해주세요."}\
            """);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
    assertThat(ordersOf(user)).isZero();
    assertThat(
            sql.sql("select count(*) from idempotency_keys where user_id = ?")
                .param(user)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void storesTheOthersOfABatchWithOneBadOrder() {
    faults.of(user, Fault.ALWAYS);
    var good = List.of(newUser(), newUser(), newUser(), newUser(), newUser(), newUser());

    var bad = client().post(orderOf(user));
    var answers =
        good.stream()
            .map(other -> client().post(orderOf(other), "Prefer", "respond-async"))
            .toList();

    assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(202));
    assertThat(bad.join().statusCode()).isEqualTo(500);
    assertThat(good).allSatisfy(other -> assertThat(ordersOf(other)).isOne());
  }

  private void storesExactlyOneOrder() {
    var answer = client().post(orderOf(user));
    var orderId = created(user);
    publish(payment(orderId, user));

    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(answer.join().headers().firstValue("Location")).contains("/orders/" + orderId);
    assertThat(ordersOf(user)).isOne();
    assertThat(published(orderId))
        .containsExactly("io.jumun.OrderCreated.v1", "io.jumun.OrderPaid.v1");
  }

  private static boolean endsWhoWaitsForALock(java.sql.Connection superuser) throws SQLException {
    try (var statement = superuser.createStatement();
        var ended =
            statement.executeQuery(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                  and query like '%insert into orders%'
                """)) {
      return ended.next();
    }
  }
}
