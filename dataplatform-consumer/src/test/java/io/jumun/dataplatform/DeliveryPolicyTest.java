package io.jumun.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.dataplatform.DataPlatform.Outcome;
import io.jumun.dataplatform.DeliveryPolicy.Verdict;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryPolicyTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private double chance = 1;

  private final DeliveryPolicy policy =
      new DeliveryPolicy(
          Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24), () -> chance);

  @Test
  void deliversWhatThePlatformHas() {
    assertThat(policy.decide(new Outcome.Delivered(), 3, Duration.ofDays(9)))
        .isEqualTo(new Verdict.Deliver());
  }

  @Test
  void parksARefusalAtOnce() {
    assertThat(policy.decide(new Outcome.Refused("bad"), 0, Duration.ZERO))
        .isEqualTo(new Verdict.Park("bad"));
  }

  @Test
  void handsBackWhatWasNotOfferedHoweverOld() {
    assertThat(policy.decide(new Outcome.Unavailable(), 5, Duration.ofDays(9)))
        .isEqualTo(new Verdict.HandBack());
  }

  @Test
  void pausesTwiceAsLongAfterEveryFailureUpToALimit() {
    assertThat(pauseAfter(0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pauseAfter(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(pauseAfter(5)).isEqualTo(Duration.ofSeconds(32));
    assertThat(pauseAfter(9)).isEqualTo(Duration.ofMinutes(5));
    assertThat(pauseAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void leavesHalfOfThePauseToChance() {
    chance = 0;
    assertThat(pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void comesBackWhenThePlatformAskedItTo() {
    assertThat(pauseAfter(0, Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void neverComesBackSoonerThanItsOwnPause() {
    assertThat(pauseAfter(5, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(32));
  }

  @Test
  void waitsNoLongerThanItWouldTryWhateverThePlatformAsks() {
    assertThat(pauseAfter(0, Duration.ofDays(9_999))).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void parksAFailureWhenItHasTriedLongEnough() {
    var failed = new Outcome.Failed("down", null);
    assertThat(policy.decide(failed, 9, Duration.ofHours(24).minusSeconds(1)))
        .isInstanceOf(Verdict.TryAgain.class);
    assertThat(policy.decide(failed, 9, Duration.ofHours(24)))
        .isEqualTo(new Verdict.Park("Given up after PT24H: down"));
  }

  private Duration pauseAfter(int attempts) {
    return pauseAfter(attempts, null);
  }

  private Duration pauseAfter(int attempts, @Nullable Duration asked) {
    var verdict = policy.decide(new Outcome.Failed("down", asked), attempts, HOUR);
    assertThat(verdict).isInstanceOf(Verdict.TryAgain.class);
    return ((Verdict.TryAgain) verdict).pause();
  }
}
