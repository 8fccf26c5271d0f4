package io.jumun.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcStatTest {

  @Test
  void addsTheTimesOfAProcessAndOfItsEndedChildren() {
    var stat = "42 (postgres: a) b) S 1 42 42 0 -1 4194304 900 80 7 6 100 20 3 4 20 0 1 0 555 1 2";

    assertThat(ProcStat.cpuMillis(stat)).isEqualTo((100 + 20 + 3 + 4) * 10);
  }

  @Test
  void leavesOutWhatTheMachineDidNotDo() {
    assertThat(ProcStat.machineMillis("cpu  100 10 20 99999 888 1 2 3 0 0"))
        .isEqualTo((100 + 10 + 20 + 1 + 2 + 3) * 10);
  }

  @Test
  void tellsWhatWasSpentSince() {
    var before = new CpuTimes(Map.of("a", 5L, "b", 7L));
    var after = new CpuTimes(Map.of("a", 9L, "b", 6L, "c", 2L));

    assertThat(after.since(before).millis()).isEqualTo(Map.of("a", 4L, "b", 0L, "c", 2L));
  }
}
