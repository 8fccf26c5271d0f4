package io.jumun.outbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WakingQueueTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final WakingQueue<Integer> queue = new WakingQueue<>();

  @Test
  void rowsOfATransactionStayTogether() throws Exception {
    queue.enqueue(1);
    var count = awaitedTransactionOf(queue);
    queue.enqueue(2);
    assertThat(count).isNotDone();
    queue.transactionEnded();

    assertThat(count.get()).isEqualTo(2);
    assertThat(queue.take(2)).containsExactly(1, 2);
  }

  @Test
  void whatIsInNoHurryLeavesWithTheNextThatIs() throws Exception {
    var evenMayWait = new WakingQueue<Integer>(event -> (Integer) event % 2 == 0);
    evenMayWait.enqueue(2);
    evenMayWait.transactionEnded();
    var count = awaitedTransactionOf(evenMayWait);
    evenMayWait.enqueue(3);
    assertThat(count).isNotDone();
    evenMayWait.transactionEnded();

    assertThat(count.get()).isEqualTo(2);
    assertThat(evenMayWait.take(2)).containsExactly(2, 3);
    evenMayWait.enqueue(4);
    evenMayWait.transactionEnded();
    assertThat(awaitedTransactionOf(evenMayWait)).as("what has left hurries no more").isNotDone();
  }

  @Test
  void aTransactionIsInAHurryWhenOneOfItsEventsIs() throws Exception {
    var evenMayWait = new WakingQueue<Integer>(event -> (Integer) event % 2 == 0);
    evenMayWait.enqueue(1);
    evenMayWait.enqueue(2);
    evenMayWait.transactionEnded();
    assertThat(evenMayWait.awaitTransaction(10, LONG)).isEqualTo(2);
  }

  @Test
  void whatIsInNoHurryLeavesWhenTheTimeIsUp() throws Exception {
    var allMayWait = new WakingQueue<Integer>(_ -> true);
    allMayWait.enqueue(1);
    allMayWait.transactionEnded();
    assertThat(allMayWait.awaitTransaction(10, Duration.ZERO)).isEqualTo(1);
  }

  @Test
  void whatIsNotCompleteIsLeftForTheNextTime() throws Exception {
    queue.enqueue(1);
    queue.transactionEnded();
    queue.enqueue(2);
    queue.enqueue(3);

    assertThat(queue.awaitTransaction(10, LONG)).isEqualTo(1);
    assertThat(queue.poll()).isEqualTo(1);
    queue.transactionEnded();
    assertThat(queue.awaitTransaction(10, LONG)).isEqualTo(2);
  }

  @Test
  void aTransactionLargerThanABatchIsTakenInParts() throws Exception {
    IntStream.range(0, 3).forEach(queue::enqueue);
    assertThat(queue.awaitTransaction(3, LONG)).isEqualTo(3);
    assertThat(queue.take(3)).containsExactly(0, 1, 2);
    assertThat(queue.size()).isZero();
  }

  @Test
  void whatBelongsToNoTransactionIsTakenWhenTheTimeIsUp() throws Exception {
    queue.enqueue(1);
    assertThat(queue.awaitTransaction(10, Duration.ZERO)).isEqualTo(1);
  }

  @Test
  void anEmptyTransactionIsNothingToTake() throws Exception {
    queue.transactionEnded();
    assertThat(queue.awaitTransaction(10, Duration.ZERO)).isZero();
  }

  /** How many events a poller takes that waits already. */
  static CompletableFuture<Integer> awaitedTransactionOf(WakingQueue<?> queue) {
    var count = new CompletableFuture<Integer>();
    var poller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    count.complete(queue.awaitTransaction(10, LONG));
                  } catch (InterruptedException e) {
                    count.completeExceptionally(e);
                  }
                });
    await().until(() -> poller.getState() == Thread.State.TIMED_WAITING);
    return count;
  }
}
