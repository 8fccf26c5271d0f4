package io.jumun.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.contracts.OrderLine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ArrivalQueueTest {

  private ArrivalQueue queue = new ArrivalQueue(100, Duration.ofHours(1));

  @Test
  void aLoneOneLeavesAtOnce() throws Exception {
    var lone = add();
    assertThat(queue.take()).containsExactly(lone);
  }

  @Test
  void othersLeaveWhenAsManyWaitAsAreUnderWay() throws Exception {
    add();
    add();
    queue.take();
    var third = add();

    var taken = takeBeside();
    assertThat(taken).isNotDone();
    var fourth = add();

    assertThat(taken.get()).containsExactly(third, fourth);
  }

  @Test
  void othersLeaveWhenEnoughHaveBeenAnswered() throws Exception {
    var first = add();
    var second = add();
    queue.take();
    var third = add();

    var taken = takeBeside();
    assertThat(taken).isNotDone();
    first.close();

    assertThat(taken.get()).containsExactly(third);
    second.close();
    third.close();
    add();
    assertThat(queue.take()).hasSize(1);
  }

  @Test
  void nobodyWaitsForMoreThanABatchTakes() throws Exception {
    queue = new ArrivalQueue(2, Duration.ofHours(1));
    for (int i = 0; i < 5; i++) {
      add();
    }
    assertThat(queue.take()).hasSize(2);
    assertThat(queue.take()).hasSize(2);
    add();
    assertThat(queue.take()).hasSize(2);
  }

  @Test
  void nobodyWaitsForEverForASagaThatStalls() throws Exception {
    queue = new ArrivalQueue(100, Duration.ZERO);
    add();
    add();
    queue.take();
    var third = add();
    assertThat(queue.take()).containsExactly(third);
  }

  @Test
  void whoGivesUpBeforehandDoesNotLeave() throws Exception {
    var impatient = add();
    var other = add();
    impatient.close();

    assertThat(queue.take()).containsExactly(other);
    other.close();
    var last = add();
    assertThat(queue.take()).containsExactly(last);
  }

  private Arrival add() {
    var order = NewOrder.of(1, List.of(new OrderLine(1, 1)), null, null, null);
    var arrival = new Arrival(order, queue);
    queue.add(arrival);
    return arrival;
  }

  /** Returns when the taker waits. */
  private CompletableFuture<List<Arrival>> takeBeside() {
    var taken = new CompletableFuture<List<Arrival>>();
    var taker =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    taken.complete(queue.take());
                  } catch (InterruptedException e) {
                    taken.completeExceptionally(e);
                  }
                });
    await().until(() -> taker.getState() == Thread.State.TIMED_WAITING);
    return taken;
  }
}
