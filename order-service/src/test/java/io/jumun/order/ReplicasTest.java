package io.jumun.order;

import static io.jumun.order.Client.orderOf;
import static io.jumun.order.OtherServices.outOfStock;
import static io.jumun.order.OtherServices.payment;
import static io.jumun.order.OtherServices.publish;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Two replicas on one database; all events are consumed by the first. */
class ReplicasTest extends OrderServiceTest {

  private static ConfigurableApplicationContext second;

  @Autowired DeadlineSweep sweep;

  @BeforeAll
  static void startSecondReplica() {
    second = replica();
  }

  @AfterAll
  static void stopSecondReplica() {
    second.close();
  }

  @Test
  void answersWhereTheRequestCameIn() {
    var answer = clientOfSecond().post(orderOf(user));
    var orderId = created(user);
    publish(payment(orderId, user));

    assertThat(answer.join().statusCode()).isEqualTo(200);
    assertThat(answer.join().headers().firstValue("Location")).contains("/orders/" + orderId);
  }

  @Test
  void answersDuplicatesOnBothReplicasAlike() {
    var answers =
        Stream.of(client(), clientOfSecond(), client(), clientOfSecond())
            .map(replica -> replica.post(orderOf(user), "Idempotency-Key", "k"))
            .toList();
    publish(outOfStock(created(user)));

    assertThat(answers).allSatisfy(a -> assertThat(a.join().statusCode()).isEqualTo(409));
    assertThat(ordersOf(user)).isOne();
  }

  @Test
  void answersAlthoughTheNotificationIsLost() throws SQLException {
    var answer = clientOfSecond().post(orderOf(user));
    var orderId = created(user);
    assertThat(endListeners()).isPositive();
    publish(payment(orderId, user));

    assertThat(answer.join().statusCode()).isEqualTo(200);
  }

  @Test
  void answersAlthoughNobodyIsNotified() {
    var answer = client().post(orderOf(user));
    var orderId = created(user);
    sql.sql(
            """
            update orders set status = 'CANCELLED', cancel_reason = 'OUT_OF_STOCK',
              completed_at = clock_timestamp() where order_id = ?
            """)
        .param(orderId)
        .update();

    assertThat(answer.join().statusCode()).isEqualTo(409);
  }

  @Test
  void cancelsAnOverdueOrderOnceAlthoughAllReplicasSweep() {
    var users = Stream.generate(OrderServiceTest::newUser).limit(50).toList();
    users.forEach(u -> client().post(orderOf(u), "Prefer", "respond-async").join());
    var orders = users.stream().map(this::created).toList();
    makeOverdue(orders);

    Stream.of(sweep, second.getBean(DeadlineSweep.class)).parallel().forEach(DeadlineSweep::run);

    for (var orderId : orders) {
      awaitState(orderId, "CANCELLED DEADLINE_PASSED");
      assertThat(payloads(orderId, "OrderCancelled")).hasSize(1);
    }
  }

  @Test
  void refusesMoreOpenOrdersThanItMayHave() {
    try (var small = replica("--jumun.order.max-open=1", "--jumun.order.poll-interval=1h")) {
      var replica = clientOf(small);
      var open = replica.post(orderOf(user));
      var orderId = created(user);

      var refused = replica.post(orderOf(newUser())).join();
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("\"code\":\"TOO_MANY_OPEN_ORDERS\"");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();

      // It does not poll here: only a notification can bring this in time.
      publish(payment(orderId, user));
      assertThat(open.join().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void claimsNothingWhileTheDatabaseDoesNotAnswer() throws SQLException {
    try (var replica = replica("--jumun.order.deadline=2s", "--jumun.order.answer-grace=1s");
        var holder = DATABASE.connect()) {
      var answer = clientOf(replica).post(orderOf(user));
      var orderId = created(user);
      holder.setAutoCommit(false);
      try (var lock = holder.createStatement()) {
        lock.execute("lock table orders in access exclusive mode");
      }

      assertThat(answer.join().statusCode()).isEqualTo(503);
      assertThat(answer.join().body()).contains("\"code\":\"OUTCOME_UNKNOWN\"");
      assertThat(answer.join().headers().firstValue("Location")).contains("/orders/" + orderId);
      assertThat(answer.join().headers().firstValue("Retry-After")).isPresent();
      holder.rollback();
      awaitState(orderId, "CANCELLED DEADLINE_PASSED");
    }
  }

  @Test
  void letsNoPausedReplicaKeepItsLocks() {
    assertThat(setting("lock_timeout")).isEqualTo("5s");
    assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("15s");
  }

  private String setting(String name) {
    return sql.sql("select current_setting(?)").param(name).query(String.class).single();
  }

  private void makeOverdue(List<Long> orders) {
    sql.sql(
            "update orders set deadline_at = created_at + interval '1 microsecond'"
                + " where order_id in (:ids)")
        .param("ids", orders)
        .update();
  }

  private static int endListeners() throws SQLException {
    try (var superuser = DATABASE.connectAsSuperuser();
        var statement = superuser.createStatement();
        var ended =
            statement.executeQuery(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and application_name = 'order-service-outcomes'
                """)) {
      ended.next();
      return ended.getInt(1);
    }
  }

  private static Client clientOfSecond() {
    return clientOf(second);
  }

  private static Client clientOf(ConfigurableApplicationContext replica) {
    var server = ((WebServerApplicationContext) replica).getWebServer();
    return new Client(Objects.requireNonNull(server).getPort());
  }

  private static ConfigurableApplicationContext replica(String... settings) {
    var all =
        Stream.of(
                DATABASE.settings().entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue()),
                Stream.of("--server.port=0", "--spring.kafka.listener.auto-startup=false"),
                Stream.of(settings))
            .flatMap(arguments -> arguments)
            .toArray(String[]::new);
    return OrderServiceApplication.application().run(all);
  }
}
