package io.jumun.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.EventTypes;
import io.jumun.local.LocalStack;
import io.jumun.local.RunningService;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Events come again, come broken, or come through a relay in trouble. */
class DeliveryTest extends EndToEndTest {

  @Test
  void everyEventMayComeTwice() {
    long user = shop.customerWith(100_000);
    long product = shop.product(1_000, 50);
    long coupon = shop.couponFor(user, "AMOUNT", 500, "");
    var orders = new ArrayList<Long>();
    orders.add(shop.place(OrderRequest.by(user).of(1, product).with(coupon)).orderId());
    orders.add(shop.place(OrderRequest.by(user).of(1, product)).orderId());
    orders.add(shop.place(OrderRequest.by(user).of(99, product)).orderId());
    orders.add(shop.place(OrderRequest.by(user).of(1, product).with(coupon)).orderId());
    orders.add(shop.place(OrderRequest.by(shop.customerWith(1)).of(1, product)).orderId());
    theBooksAgree();
    long balance = shop.balanceOf(user);
    long stock = shop.stockOf(product);

    for (var order : orders) {
      topics.ofOrder(order).reversed().forEach(topics::again);
      topics.ofOrder(order).forEach(topics::again);
    }
    long last = shop.place(OrderRequest.by(user).of(1, product)).orderId();

    assertThat(shop.statusOf(last)).isEqualTo("PAID");
    theBooksAgree();
    assertThat(shop.balanceOf(user)).isEqualTo(balance - 1_000);
    assertThat(shop.stockOf(product)).isEqualTo(stock - 1);
  }

  @Test
  void aPoisonRecordIsSetAsideAndItsPartitionGoesOn() {
    long user = shop.customerWith(1_000_000);
    long product = shop.product(1_000, 500);
    long poison = 8_000_000_000_000_000_002L;
    for (var topic : Topics.EVENTS) {
      // The first is one that nobody passes over.
      var type =
          EventTypes.BY_TOPIC.getOrDefault(topic, Map.of()).keySet().stream().sorted().findFirst();
      topics.injectPoison(topic, poison, type.orElseThrow(), "{\"orderId\":\"not a number\"");
    }

    var answers = shop.placeAll(60, _ -> OrderRequest.by(user).of(1, product));

    assertThat(answers).as("orders of every partition").allMatch(a -> a.status() == 200);
    for (var topic : Topics.EVENTS) {
      eventually()
          .untilAsserted(
              () ->
                  assertThat(topics.of(topic + "-dlt"))
                      .as("%s-dlt", topic)
                      .anyMatch(r -> r.key().equals(Long.toString(poison))));
    }
  }

  @Test
  void aTypeOfANewerProducerIsIgnored() {
    long user = shop.customerWith(1_000_000);
    long product = shop.product(1_000, 500);
    for (var topic : Topics.EVENTS) {
      topics.inject(topic, 8_000_000_000_000_000_003L, "io.jumun.OrderShipped.v1", "{}");
    }

    assertThat(shop.placeAll(30, _ -> OrderRequest.by(user).of(1, product)))
        .allMatch(a -> a.status() == 200);
  }

  @Test
  void ordersSurviveRelaysThatAreCutOffAndSlotsThatAreDropped() throws Exception {
    long user = shop.customerWith(10_000_000);
    long product = shop.product(1_000, 10_000);
    var shopping = new AtomicBoolean(true);
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var buyers =
          List.of(1, 2, 3, 4).stream()
              .map(
                  _ ->
                      clients.submit(
                          () -> {
                            while (shopping.get()) {
                              shop.place(OrderRequest.by(user).of(1, product));
                            }
                          }))
              .toList();
      for (var database : List.of("orders", "products", "balances")) {
        disturb(database, false);
        eventually().until(() -> soldMoreThan(product, 5));
        disturb(database, true);
        eventually().until(() -> soldMoreThan(product, 5));
      }
      shopping.set(false);
      buyers.forEach(Shop::result);
    }
  }

  private boolean soldMoreThan(long product, int more) {
    long before = shop.stockOf(product);
    eventually().until(() -> shop.stockOf(product) <= before - more);
    return true;
  }

  private void disturb(String database, boolean dropSlot) throws SQLException {
    try (var connection = shop.backends().database(database).connectAsSuperuser();
        var statement = connection.createStatement()) {
      var slot = "(select slot_name from pg_replication_slots where database = current_database())";
      var terminate =
          "select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = "
              + slot;
      statement.execute(terminate);
      if (dropSlot) {
        eventually()
            .ignoreExceptions()
            .until(
                () -> {
                  statement.execute(terminate);
                  statement.execute("select pg_drop_replication_slot(" + slot + ")");
                  return true;
                });
      }
    }
  }

  @Test
  void twoReplicasOfOrderServiceAnswerWhoeverConsumes() {
    // A user may have 100 orders open; a slow machine has all of them open at once.
    long[] users = LongStream.generate(() -> shop.customerWith(1_000_000)).limit(4).toArray();
    long product = shop.product(1_000, 1_000);
    try (RunningService second = shop.replica(LocalStack.ORDER, Map.of())) {
      LocalStack.awaitReady(List.of(second));
      var urls = List.of(shop.running(LocalStack.ORDER).url(), second.url());
      try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
        var placing =
            IntStream.range(0, 200)
                .mapToObj(
                    i ->
                        clients.submit(
                            () ->
                                shop.place(
                                    urls.get(i % 2), OrderRequest.by(users[i % 4]).of(1, product))))
                .toList();
        assertThat(placing.stream().map(Shop::result)).allMatch(a -> a.status() == 200);
      }
      assertThat(assigned(second)).as("partitions are shared").isBetween(1, 11);
    }
  }

  private static int assigned(RunningService service) {
    return service
        .context()
        .getBean(org.springframework.kafka.config.KafkaListenerEndpointRegistry.class)
        .getListenerContainers()
        .stream()
        .mapToInt(
            c -> {
              var partitions = c.getAssignedPartitions();
              return partitions == null ? 0 : partitions.size();
            })
        .sum();
  }

  @Test
  void aDeadDataPlatformHoldsUpNoOrder() {
    long user = shop.customerWith(1_000_000);
    long product = shop.product(1_000, 1_000);
    shop.platform().answerWith(503);
    try {
      assertThat(shop.placeAll(30, _ -> OrderRequest.by(user).of(1, product)))
          .allMatch(a -> a.status() == 200);
    } finally {
      shop.platform().answerWith(201);
    }
  }
}
