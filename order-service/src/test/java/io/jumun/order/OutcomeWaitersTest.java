package io.jumun.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutcomeWaitersTest {

  private static final Outcome PAID = new Outcome.Paid(1, 5);

  private final OutcomeWaiters waiters = new OutcomeWaiters();

  @Test
  void wakesAllWhoWaitForAnOrder() throws InterruptedException {
    try (var first = waiters.register(1);
        var second = waiters.register(1);
        var other = waiters.register(2)) {
      waiters.complete(PAID);

      assertThat(first.await(Duration.ZERO)).isEqualTo(PAID);
      assertThat(second.await(Duration.ZERO)).isEqualTo(PAID);
      assertThat(other.await(Duration.ZERO)).isNull();
    }
  }

  @Test
  void forgetsAnOrderWithItsLastWaiter() {
    var first = waiters.register(1);
    var second = waiters.register(1);

    first.close();
    first.close();
    assertThat(waiters.waitingFor(Duration.ZERO)).containsExactly(1L);
    second.close();
    assertThat(waiters.waitingFor(Duration.ZERO)).isEmpty();
  }

  @Test
  void tellsWhoHasWaitedLong() {
    try (var _ = waiters.register(1)) {
      assertThat(waiters.waitingFor(Duration.ofMinutes(1))).isEmpty();
      assertThat(waiters.waitingFor(Duration.ZERO)).containsExactly(1L);
      waiters.complete(PAID);
      assertThat(waiters.waitingFor(Duration.ZERO)).isEmpty();
    }
  }
}
