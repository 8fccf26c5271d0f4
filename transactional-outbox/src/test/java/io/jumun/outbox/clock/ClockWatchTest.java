package io.jumun.outbox.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

  private final Clocks clocks = new Clocks();
  private final List<ClockSetBack> seen = new ArrayList<>();
  private final ClockWatch watch = new ClockWatch(clocks, () -> clocks.steadyNanos, seen::add);

  @Test
  void seesNothingWhereBothClocksGoOn() {
    pass(Duration.ofHours(1));
    watch.look();

    assertThat(seen).isEmpty();
  }

  @Test
  void tellsOnceHowFarTheClockWasSetBack() {
    set(Duration.ofMinutes(-10));
    watch.look();
    pass(Duration.ofSeconds(1));
    watch.look();

    assertThat(seen).containsExactly(new ClockSetBack(Duration.ofMinutes(10)));
  }

  @Test
  void sparesClientsThatWouldWaitForAMomentOnly() {
    set(Duration.ofSeconds(-2));
    watch.look();

    assertThat(seen).isEmpty();
  }

  @Test
  void letsTheClockBeSetForwardButSeesItComeBack() {
    set(Duration.ofMinutes(10));
    watch.look();
    assertThat(seen).isEmpty();

    set(Duration.ofMinutes(-10));
    watch.look();
    assertThat(seen).containsExactly(new ClockSetBack(Duration.ofMinutes(10)));
  }

  @Test
  void tellsAgainWhereNotAllWasDone() {
    var failing = new ClockWatch(clocks, () -> clocks.steadyNanos, this::failAtFirst);
    set(Duration.ofMinutes(-10));
    assertThatThrownBy(failing::look).hasMessage("not yet");

    pass(Duration.ofSeconds(1));
    failing.look();
    failing.look();

    var told = new ClockSetBack(Duration.ofMinutes(10));
    assertThat(seen).containsExactly(told, told);
  }

  private void failAtFirst(ClockSetBack event) {
    seen.add(event);
    if (seen.size() == 1) {
      throw new IllegalStateException("not yet");
    }
  }

  private void pass(Duration time) {
    set(time);
    clocks.steadyNanos += time.toNanos();
  }

  private void set(Duration by) {
    clocks.now = clocks.now.plus(by);
  }

  private static final class Clocks extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long steadyNanos = 17;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
