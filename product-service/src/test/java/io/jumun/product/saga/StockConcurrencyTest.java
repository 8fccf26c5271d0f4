package io.jumun.product.saga;

import static io.jumun.product.saga.OrderRecords.batchOf;
import static io.jumun.product.saga.OrderRecords.cancelled;
import static io.jumun.product.saga.OrderRecords.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jumun.contracts.OrderEvent;
import io.jumun.contracts.OrderLine;
import io.jumun.contracts.StockEvent;
import io.jumun.contracts.StockEvent.StockReleased;
import io.jumun.contracts.StockEvent.StockReserved;
import io.jumun.product.ProductServiceTest;
import io.jumun.product.Restock;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.listener.BatchListenerFailedException;

/** Several consumers at once, as there are while a zombie has not yet noticed that it is one. */
class StockConcurrencyTest extends ProductServiceTest {

  private static final int CONSUMERS = 4;

  /** Fewer than there are connections: who waited for one would be refused after a time. */
  private static final int THREADS = 8;

  @Autowired StockSagaParticipant participant;

  @Test
  void sellsTheLastUnitToExactlyOneOf200Orders() throws Exception {
    var product = newProduct(500, 1);
    var orders = newOrderIds(200);

    concurrently(
        orders.stream()
            .<Runnable>map(id -> () -> deliver(List.of(created(id, new OrderLine(product, 1)))))
            .toList());

    assertThat(stockOf(product)).isZero();
    var states = orders.stream().map(id -> stateOf(id).orElseThrow()).toList();
    assertThat(states).filteredOn("RESERVED"::equals).hasSize(1);
    assertThat(states).filteredOn("REJECTED"::equals).hasSize(199);
    assertThat(orders.stream().flatMap(id -> toldAbout(id).stream()))
        .hasSize(200)
        .filteredOn(StockReserved.class::isInstance)
        .hasSize(1);
  }

  /** No delivery is tried again here, so a single deadlock fails the test. */
  @Test
  void neitherDeadlocksNorOversellsWhenLinesComeInOppositeOrders() throws Exception {
    var products = LongStream.range(0, 6).map(_ -> newProduct(10, 1_000)).boxed().toList();
    var orders = new ConcurrentLinkedQueue<Long>();

    concurrently(
        IntStream.range(0, CONSUMERS)
            .<Runnable>mapToObj(
                seed ->
                    () -> {
                      var random = new Random(seed);
                      for (int round = 0; round < 25; round++) {
                        var ids = newOrderIds(20);
                        orders.addAll(ids);
                        deliver(ids.stream().map(id -> shuffled(id, products, random)).toList());
                        Collections.shuffle(ids, random);
                        deliver(ids.stream().limit(5).map(OrderRecords::cancelled).toList());
                      }
                    })
            .toList());

    for (var product : products) {
      assertThat(stockOf(product) + reservedOf(product)).isEqualTo(1_000);
    }
    assertThat(orders).hasSize(CONSUMERS * 25 * 20);
    assertThat(orders.stream().map(id -> stateOf(id).orElseThrow()))
        .contains("RESERVED", "RELEASED", "REJECTED");
  }

  @Test
  void decidesEachOrderOnceAlthoughAZombieWorksInParallel() throws Exception {
    var products = LongStream.range(0, 3).map(_ -> newProduct(10, 1_000)).boxed().toList();
    var random = new Random(42);
    var orders = newOrderIds(300);
    var batches = new ArrayList<List<OrderEvent>>();
    for (int from = 0; from < orders.size(); from += 10) {
      var events = new ArrayList<OrderEvent>();
      for (var id : orders.subList(from, from + 10)) {
        events.add(shuffled(id, products, random));
        if (id % 2 == 0) {
          events.add(cancelled(id));
        }
      }
      batches.add(events);
    }

    var retried = new ConcurrentLinkedQueue<String>();
    concurrently(
        IntStream.range(0, CONSUMERS)
            .<Runnable>mapToObj(
                seed ->
                    () -> {
                      var mine = new Random(seed);
                      for (var batch : batches) {
                        var mixed = new ArrayList<>(batch);
                        Collections.shuffle(mixed, mine);
                        retried.addAll(deliverUntilItPasses(mixed));
                      }
                    })
            .toList());

    assertThat(retried).as("retried only for another's decision").isSubsetOf("23505");
    for (var product : products) {
      assertThat(stockOf(product) + reservedOf(product)).isEqualTo(1_000);
    }
    for (var id : orders) {
      var told = toldAbout(id);
      assertThat(told).filteredOn(event -> !(event instanceof StockReleased)).hasSizeLessThan(2);
      assertThat(stateOf(id).orElseThrow()).isEqualTo(stateToldBy(told));
      if (id % 2 == 0) {
        assertThat(stateOf(id).orElseThrow()).isNotEqualTo("RESERVED");
      }
    }
  }

  @Test
  void fencesInNoCircleWhenCancellationsComeInOppositeOrders() throws Exception {
    var rounds = IntStream.range(0, 20).mapToObj(_ -> newOrderIds(500)).toList();
    var retried = new ConcurrentLinkedQueue<String>();
    var together = new Phaser(CONSUMERS);

    concurrently(
        IntStream.range(0, CONSUMERS)
            .<Runnable>mapToObj(
                seed ->
                    () -> {
                      for (var round : rounds) {
                        together.arriveAndAwaitAdvance();
                        var mixed = new ArrayList<>(round);
                        Collections.shuffle(mixed, new Random(seed));
                        retried.addAll(
                            deliverUntilItPasses(
                                mixed.stream().map(OrderRecords::cancelled).toList()));
                      }
                    })
            .toList());

    assertThat(retried).as("retried only for another's decision").isSubsetOf("23505");
    assertThat(rounds.stream().flatMap(List::stream).map(id -> stateOf(id).orElseThrow()))
        .containsOnly("FENCED");
  }

  @Test
  void givesBackOnceAlthoughSeveralConsumersGetTheCancellation() throws Exception {
    var product = newProduct(10, 1_000);
    var rounds = IntStream.range(0, 20).mapToObj(_ -> newOrderIds(10)).toList();
    for (var round : rounds) {
      deliver(round.stream().map(id -> created(id, new OrderLine(product, 1))).toList());
    }
    var together = new Phaser(CONSUMERS);

    concurrently(
        Collections.nCopies(
            CONSUMERS,
            () -> {
              for (var round : rounds) {
                together.arriveAndAwaitAdvance();
                deliver(round.stream().map(OrderRecords::cancelled).toList());
              }
            }));

    assertThat(stockOf(product)).isEqualTo(1_000);
    assertThat(rounds.stream().flatMap(List::stream))
        .allSatisfy(id -> assertThat(toldAbout(id)).hasSize(2));
  }

  @Test
  void findsADecisionThatWasMadeMeanwhileOnTheNextDelivery() throws Exception {
    var product = newProduct(500, 10);
    var orderId = newOrderId();
    var batch = List.of(created(orderId, new OrderLine(product, 2)));
    try (var zombie = DATABASE.connect();
        var statement = zombie.createStatement();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      zombie.setAutoCommit(false);
      statement.execute(
          "insert into stock_reservations values (%d, 'FENCED', now(), now())".formatted(orderId));

      var delivery = executor.submit(() -> deliver(batch));
      await().until(() -> waitingInserts() == 1);
      zombie.commit();

      assertThatThrownBy(delivery::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(BatchListenerFailedException.class)
          .hasMessageStartingWith("Will be delivered again");
    }
    deliver(batch);

    assertThat(stateOf(orderId)).contains("FENCED");
    assertThat(stockOf(product)).isEqualTo(10);
    assertThat(toldAbout(orderId)).isEmpty();
  }

  @Test
  void losesNoRestockToAReservationAndNoReservationToARestock() throws Exception {
    var product = newProduct(500, 100);
    var orders = newOrderIds(200);
    var work = new ArrayList<Runnable>();
    for (var id : orders) {
      work.add(
          () -> {
            deliver(List.of(created(id, new OrderLine(product, 2))));
            if (id % 3 == 0) {
              deliver(List.of(cancelled(id)));
            }
          });
      work.add(() -> assertThat(catalog.restock(product, 1)).isInstanceOf(Restock.Done.class));
    }
    Collections.shuffle(work, new Random(1));

    concurrently(work);

    assertThat(stockOf(product)).isNotNegative();
    assertThat(stockOf(product) + reservedOf(product)).isEqualTo(100 + 200);
  }

  private void deliver(List<? extends OrderEvent> events) {
    participant.onRecords(batchOf(events));
  }

  /** As the listener container does; the SQL states of what failed. */
  private List<String> deliverUntilItPasses(List<? extends OrderEvent> events) {
    var failures = new ArrayList<String>();
    while (true) {
      try {
        deliver(events);
        return failures;
      } catch (BatchListenerFailedException e) {
        failures.add(sqlStateOf(e));
      }
    }
  }

  private static String sqlStateOf(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    throw new AssertionError("not a failure of the database", failure);
  }

  private static OrderEvent shuffled(long orderId, List<Long> products, Random random) {
    var lines = new ArrayList<OrderLine>();
    products.forEach(product -> lines.add(new OrderLine(product, 1)));
    Collections.shuffle(lines, random);
    return created(orderId, lines.toArray(OrderLine[]::new));
  }

  private static String stateToldBy(List<StockEvent> told) {
    if (told.isEmpty()) {
      return "FENCED";
    }
    return switch (told.getLast()) {
      case StockReserved _ -> "RESERVED";
      case StockReleased _ -> "RELEASED";
      case StockEvent.StockReservationFailed _ -> "REJECTED";
      case StockEvent.StockOutcomeRequested e -> throw new AssertionError("Nobody stated " + e);
    };
  }

  private static List<Long> newOrderIds(int count) {
    var ids = new ArrayList<Long>(count);
    IntStream.range(0, count).forEach(_ -> ids.add(newOrderId()));
    return ids;
  }

  private long reservedOf(long productId) {
    return database
        .sql(
            """
            select coalesce(sum(quantity), 0) from stock_reservation_lines
            join stock_reservations using (order_id) where product_id = ? and state = 'RESERVED'
            """)
        .param(productId)
        .query(Long.class)
        .single();
  }

  private long waitingInserts() {
    return database
        .sql(
            """
            select count(*) from pg_stat_activity where datname = current_database()
            and wait_event_type = 'Lock' and query like 'insert into stock_reservations%'
            """)
        .query(Long.class)
        .single();
  }

  private static void concurrently(List<Runnable> work) throws Exception {
    try (var executor = Executors.newFixedThreadPool(THREADS)) {
      var running = work.stream().<Future<?>>map(executor::submit).toList();
      for (var one : running) {
        one.get();
      }
    }
  }
}
