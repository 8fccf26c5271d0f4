package io.jumun.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether something waits shows without a clock: an interrupted thread cannot. */
class GatheringTest {

  private final Gathering gathering = new Gathering();

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @Test
  void theFirstDoesNotWait() throws Exception {
    assertThatNobodyWaits();
  }

  @Test
  void whoFollowsALoneOneDoesNotWait() throws Exception {
    gathering.handled(1, longAgo());
    assertThatNobodyWaits();
  }

  @Test
  void whoFollowsABatchWaits() {
    gathering.handled(2, longAgo());
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class).isThrownBy(gathering::awaitCompany);
  }

  @Test
  void aLoneOneAfterABatchIsTheLastToWait() throws Exception {
    gathering.handled(2, longAgo());
    gathering.handled(1, longAgo());
    assertThatNobodyWaits();
  }

  @Test
  void aRestThatIsCutShortLeavesTheThreadInterrupted() {
    Thread.currentThread().interrupt();
    Gathering.after(2, longAgo());
    assertThat(Thread.interrupted()).isTrue();
  }

  private void assertThatNobodyWaits() throws InterruptedException {
    Thread.currentThread().interrupt();
    gathering.awaitCompany();
    assertThat(Thread.interrupted()).isTrue();
  }

  private static long longAgo() {
    return System.nanoTime() - Duration.ofMinutes(1).toNanos();
  }
}
