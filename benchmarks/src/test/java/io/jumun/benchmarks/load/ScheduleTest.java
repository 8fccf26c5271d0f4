package io.jumun.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void spacesRequestsEvenly() {
    var schedule = new Schedule(400);

    assertThat(schedule.offsetNanos(0)).isZero();
    assertThat(schedule.offsetNanos(1)).isEqualTo(2_500_000);
    assertThat(schedule.offsetNanos(400)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void doesNotDriftWithARateThatDoesNotDivideASecond() {
    var schedule = new Schedule(3);

    assertThat(schedule.offsetNanos(3L * 3_600)).isEqualTo(TimeUnit.HOURS.toNanos(1));
  }

  @Test
  void countsThoseThatStartWithinATime() {
    assertThat(new Schedule(400).within(TimeUnit.SECONDS.toNanos(2))).isEqualTo(800);
    assertThat(new Schedule(0.5).within(TimeUnit.SECONDS.toNanos(3))).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNoRate() {
    assertThatThrownBy(() -> new Schedule(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Schedule(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
