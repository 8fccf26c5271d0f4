package io.jumun.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumun.contracts.OrderLine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ArrivalTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Placement STORED = new Placement.Stored(1);

  private final OutcomeWaiters waiters = new OutcomeWaiters();
  private final ArrivalQueue queue = new ArrivalQueue(100, LONG);

  @Test
  void whoWaitsForTheEndIsWokenOnceForIt() throws Exception {
    var arrival = taken(true);
    var request = new Request(arrival);

    arrival.answer(STORED);
    assertThat(arrival.isAnswered()).isTrue();
    assertThat(request.thread.getState()).isEqualTo(Thread.State.TIMED_WAITING);

    waiters.complete(new Outcome.Paid(1, 5));
    assertThat(request.placement.get()).isEqualTo(STORED);
  }

  @Test
  void anEndThatCameFirstIsNotMissed() throws Exception {
    var arrival = taken(true);
    waiters.complete(new Outcome.Paid(1, 5));

    arrival.answer(STORED);

    assertThat(arrival.await(LONG, LONG)).isEqualTo(STORED);
  }

  @Test
  void whoWaitsForNoEndIsWokenWhenItsOrderIsStored() throws Exception {
    var arrival = taken(false);
    var request = new Request(arrival);

    arrival.answer(STORED);

    assertThat(request.placement.get()).isEqualTo(STORED);
  }

  @Test
  void whatIsNotStoredHasNoEndToWaitFor() throws Exception {
    for (var placement :
        List.of(
            new Placement.Joined(7),
            new Placement.KeyReused(),
            new Placement.TooManyOfUser(),
            new Placement.NotStored(),
            new Placement.Unknown(1))) {
      var arrival = taken(true);

      arrival.answer(placement);

      assertThat(arrival.await(LONG, LONG)).isEqualTo(placement);
    }
  }

  @Test
  void whenTheEndIsLateItIsKnownHowLongTheOrderHasBeenStored() throws Exception {
    var arrival = taken(true);
    assertThat(arrival.sinceAnswer()).isZero();
    arrival.answer(STORED);

    assertThat(arrival.await(Duration.ofMillis(1), Duration.ZERO)).isEqualTo(STORED);
    assertThat(arrival.sinceAnswer()).isGreaterThanOrEqualTo(Duration.ofMillis(1));
  }

  @Test
  void theFirstAnswerCounts() throws Exception {
    var arrival = taken(false);
    arrival.answer(STORED);
    arrival.answer(new Placement.NotStored());

    assertThat(arrival.await(LONG, LONG)).isEqualTo(STORED);
  }

  @Test
  void whoIsNotTakenInTimeGivesUpForGood() throws Exception {
    var arrival = new Arrival(order(), true, queue);

    assertThat(arrival.await(Duration.ZERO, LONG)).isEqualTo(new Placement.NotStored());
    assertThat(arrival.take(waiters.register(1))).isFalse();
    assertThat(waiters.waitingFor(Duration.ZERO)).isEmpty();
  }

  @Test
  void whoIsTakenAndNotAnsweredDoesNotKnow() throws Exception {
    var arrival = taken(true);

    assertThat(arrival.await(Duration.ZERO, Duration.ofMillis(1)))
        .isEqualTo(new Placement.Unknown(1));
  }

  private Arrival taken(boolean waitsForEnd) {
    var arrival = new Arrival(order(), waitsForEnd, queue);
    assertThat(arrival.take(waiters.register(1))).isTrue();
    return arrival;
  }

  private static NewOrder order() {
    return NewOrder.of(1, List.of(new OrderLine(1, 1)), null, null, null);
  }

  /** Waits when it has been made. */
  private static final class Request {

    private final CompletableFuture<Placement> placement = new CompletableFuture<>();
    private final Thread thread;

    Request(Arrival arrival) {
      thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      placement.complete(arrival.await(LONG, LONG));
                    } catch (InterruptedException e) {
                      placement.completeExceptionally(e);
                    }
                  });
      await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }
  }
}
