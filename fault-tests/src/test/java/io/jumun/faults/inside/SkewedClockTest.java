package io.jumun.faults.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkewedClockTest {

  private static final long SLACK = Duration.ofSeconds(30).toMillis();

  @ParameterizedTest
  @ValueSource(strings = {"", "-Djumun.clock-skew=0"})
  void everyClockButTheMonotonicOneFollowsOrders(String property) {
    var properties = property.isEmpty() ? List.<String>of() : List.of(property);
    try (var child = ChildJvm.start(properties, ClockProbe.class)) {
      assertAhead(child, Duration.ZERO);
      long ticksBefore = ticks(child);
      for (var skew : List.of(Duration.ofDays(2), Duration.ofHours(-3), Duration.ZERO)) {
        child.order("clock " + skew.toMillis());
        assertThat(child.hear("##ok ")).isEqualTo("clock " + skew.toMillis());
        assertAhead(child, skew);
      }
      assertThat(ticks(child) - ticksBefore).isBetween(0L, SLACK);
    }
  }

  @Test
  void theClockCanBeWrongFromTheStart() {
    var skew = Duration.ofDays(-400);
    try (var child =
        ChildJvm.start(List.of("-Djumun.clock-skew=" + skew.toMillis()), ClockProbe.class)) {
      assertAhead(child, skew);
    }
  }

  @Test
  void saysWhatItCannotDoAndGoesOn() {
    try (var child = ChildJvm.start(List.of(), ClockProbe.class)) {
      for (var nonsense : List.of("dance", "crash nowhere 0", "crash before-commit", "clock x")) {
        child.order(nonsense);
        assertThat(child.hear("##error ")).startsWith(nonsense);
      }
      child.order("clock 0");
      child.hear("##ok clock 0");
    }
  }

  @Test
  void diesWithItsParent() throws InterruptedException {
    try (var child = ChildJvm.start(List.of(), ClockProbe.class)) {
      child.hear("##time ");
      child.closeStdin();
      assertThat(child.exitCode()).isEqualTo(137);
    }
  }

  private static void assertAhead(ChildJvm child, Duration skew) {
    var times = times(child);
    assertThat(times.subList(0, times.size() - 1))
        .hasSize(8)
        .allSatisfy(
            time ->
                assertThat(time - skew.toMillis())
                    .isCloseTo(
                        System.currentTimeMillis(), org.assertj.core.data.Offset.offset(SLACK)));
  }

  private static long ticks(ChildJvm child) {
    return times(child).getLast();
  }

  private static List<Long> times(ChildJvm child) {
    child.hear("##time "); // may have been on its way already
    return Stream.of(child.hear("##time ").split(" ", -1)).map(Long::valueOf).toList();
  }
}
