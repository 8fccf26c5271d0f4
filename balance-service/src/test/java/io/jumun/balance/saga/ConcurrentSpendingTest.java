package io.jumun.balance.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jumun.balance.BalanceServiceTest;
import io.jumun.balance.EntryType;
import io.jumun.balance.Instruction;
import io.jumun.contracts.EventTypes;
import io.jumun.contracts.OrderEvent.OrderCancelled;
import io.jumun.contracts.SagaEvent;
import io.jumun.contracts.Topics;
import io.jumun.outbox.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.listener.BatchListenerFailedException;

class ConcurrentSpendingTest extends BalanceServiceTest {

  @Autowired BalanceSagaParticipant participant;

  private static List<Long> newOrders(int count) {
    return LongStream.range(0, count).map(_ -> newId()).boxed().toList();
  }

  private static OrderCancelled cancelled(long orderId, long userId) {
    return new OrderCancelled(orderId, userId, null, Instant.parse("2026-11-22T10:00:00Z"));
  }

  private interface Action {
    void run() throws Exception;
  }

  private static void atOnce(List<Action> actions) throws Exception {
    var start = new CyclicBarrier(actions.size());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (var action : actions) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  action.run();
                  return null;
                }));
      }
      for (var one : running) {
        one.get();
      }
    }
  }

  private long count(List<Long> orders, String state) {
    return orders.stream().filter(order -> state.equals(stateOf(order))).count();
  }

  private void awaitAllDecided(List<Long> orders) {
    await().atMost(SOON).until(() -> orders.stream().allMatch(order -> stateOf(order) != null));
  }

  @Test
  void neverOverdrawsThroughTheService() throws Exception {
    long userId = userWith(550);
    var orders = newOrders(100);

    // Fewer spenders than connections: who waited for one would be refused after a time.
    var left = new ConcurrentLinkedQueue<>(orders);
    Action spendWhatIsLeft =
        () -> {
          for (var order = left.poll(); order != null; order = left.poll()) {
            settle(payment(order, userId, 10));
          }
        };
    atOnce(Collections.nCopies(8, spendWhatIsLeft));

    assertThat(count(orders, "DEDUCTED")).isEqualTo(55);
    assertThat(count(orders, "REJECTED")).isEqualTo(45);
    assertThat(balance(userId)).isZero();
    assertThatLedgerReplays(userId);
  }

  @Test
  void neverOverdrawsThroughKafka() {
    long userId = userWith(555);
    var orders = newOrders(100);

    topics.publishAll(orders.stream().map(order -> reserved(order, userId, 10)).toList());

    awaitAllDecided(orders);
    assertThat(count(orders, "DEDUCTED")).isEqualTo(55);
    assertThat(balance(userId)).isEqualTo(5);
    assertThatLedgerReplays(userId);
  }

  @Test
  void losesNoChargeWhileOrdersArePaid() throws Exception {
    long userId = userWith(1_000);
    var orders = newOrders(100);
    var actions = new ArrayList<Action>();
    actions.add(
        () -> topics.publishAll(orders.stream().map(o -> reserved(o, userId, 10)).toList()));
    for (int i = 0; i < 20; i++) {
      actions.add(() -> charge(userId, "{\"amount\":7}").expectStatus().isOk());
    }

    atOnce(actions);

    awaitAllDecided(orders);
    assertThat(count(orders, "DEDUCTED")).isEqualTo(100);
    assertThat(balance(userId)).isEqualTo(140);
    assertThatLedgerReplays(userId);
  }

  @Test
  void paysOrdersOfManyUsersInAnyOrderWithoutDeadlock() throws Exception {
    var users = LongStream.range(0, 10).map(_ -> userWith(1_000)).boxed().toList();
    var orders = newOrders(400);
    var actions = new ArrayList<Action>();
    for (int worker = 0; worker < 8; worker++) {
      var mine = orders.subList(worker * 50, worker * 50 + 50);
      var shuffled = new ArrayList<>(users);
      Collections.shuffle(shuffled, new Random(worker));
      actions.add(
          () ->
              transaction.executeWithoutResult(
                  _ ->
                      payments.settle(
                          mine.stream()
                              .<Instruction>map(o -> payment(o, shuffled.get((int) (o % 10)), 10))
                              .toList())));
    }

    atOnce(actions);

    assertThat(count(orders, "DEDUCTED")).isEqualTo(400);
    assertThat(users.stream().mapToLong(this::balance).sum()).isEqualTo(10_000 - 4_000);
    users.forEach(this::assertThatLedgerReplays);
  }

  /** The second time would decide on what the first has not written yet. */
  @Test
  void doesNotSettleTwiceInATransaction() {
    long userId = userWith(1_000);
    var orders = newOrders(2);

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    _ -> {
                      payments.settle(List.of(payment(orders.getFirst(), userId, 600)));
                      payments.settle(List.of(payment(orders.getLast(), userId, 300)));
                    }))
        .hasRootCauseInstanceOf(IllegalStateException.class);

    assertThat(balance(userId)).isEqualTo(1_000);
    assertThat(count(orders, "DEDUCTED")).isZero();
  }

  /** Consumers that lost their partitions and do not know it yet handle the same records. */
  @Test
  void paysAndRefundsOnceWhateverZombiesDo() throws Exception {
    long userId = userWith(10_000);
    var orders = newOrders(40);
    var records = new ArrayList<ConsumerRecord<String, byte[]>>();
    for (long order : orders) {
      records.add(record(Topics.STOCK_EVENTS, reserved(order, userId, 100)));
      if (order % 2 == 0) {
        records.add(record(Topics.ORDER_EVENTS, cancelled(order, userId)));
      }
    }
    var zombies = new ArrayList<Action>();
    for (int zombie = 0; zombie < 6; zombie++) {
      var delivered = new ArrayList<>(records);
      Collections.shuffle(delivered, new Random(zombie));
      zombies.add(
          () -> {
            for (int from = 0; from < delivered.size(); from += 15) {
              deliver(delivered.subList(from, Math.min(delivered.size(), from + 15)));
            }
          });
    }

    atOnce(zombies);

    for (long order : orders) {
      var outcomes = outcomesOf(order);
      if (order % 2 == 1) {
        assertThat(stateOf(order)).isEqualTo("DEDUCTED");
        assertThat(outcomes).containsExactly("BalanceDeducted");
      } else if ("FENCED".equals(stateOf(order))) {
        assertThat(outcomes).isEmpty();
      } else {
        assertThat(stateOf(order)).isEqualTo("REFUNDED");
        assertThat(outcomes).containsExactly("BalanceDeducted", "BalanceRefunded");
      }
    }
    assertThat(balance(userId)).isEqualTo(10_000 - 20 * 100);
    assertThatLedgerReplays(userId);
  }

  @Test
  void refundsOnceWhenCancellationsRace() throws Exception {
    long userId = userWith(1_000);
    long order = newId();
    settle(payment(order, userId, 300));
    Action cancel = () -> deliver(List.of(record(Topics.ORDER_EVENTS, cancelled(order, userId))));

    atOnce(Collections.nCopies(8, cancel));

    assertThat(balance(userId)).isEqualTo(1_000);
    assertThat(ledgerOf(userId)).filteredOn(e -> e.type() == EntryType.REFUND).hasSize(1);
    assertThat(outcomesOf(order)).containsExactly("BalanceDeducted", "BalanceRefunded");
  }

  /** As the container does it: what may pass is delivered again. */
  private void deliver(List<ConsumerRecord<String, byte[]>> records) {
    for (boolean again = true; again; ) {
      try {
        participant.onRecords(records);
        again = false;
      } catch (BatchListenerFailedException e) {
        assertThat(e).hasMessageStartingWith("Will be delivered again");
      }
    }
  }

  private static ConsumerRecord<String, byte[]> record(String topic, SagaEvent event) {
    var record =
        new ConsumerRecord<>(
            topic,
            0,
            0,
            Long.toString(event.orderId()),
            EventJson.write(event).getBytes(StandardCharsets.UTF_8));
    record
        .headers()
        .add("ce_type", EventTypes.nameOf(event.getClass()).getBytes(StandardCharsets.UTF_8));
    return record;
  }
}
