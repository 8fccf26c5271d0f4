package io.jumun.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SagaSimulationTest {

  private static final long SCHEDULES = 10_000;
  private static final long SEED = 1;

  @Test
  void keepsEveryPromiseUnderEverySchedule() {
    var result = new Simulation(SEED, SCHEDULES, Flaw.NONE).run();

    assertThat(result.failure()).as("%s", result.failure()).isEmpty();
    assertThat(result.facts().schedules()).isEqualTo(SCHEDULES);
    System.out.print(result.facts());
    assertThat(Arrays.stream(Fact.values()).filter(fact -> result.facts().of(fact) == 0))
        .as("what no schedule led to")
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void noticesAFlaw(Flaw flaw) {
    var failure = new Simulation(SEED, SCHEDULES, flaw).run().failure().orElseThrow();

    System.out.println(flaw + ": " + failure);
    var broken = Objects.requireNonNull(failure.first().violation());
    assertThat(failure.smallest().breaks(broken.rule())).isTrue();
    assertThat(failure.smallest().schedule().steps())
        .isLessThanOrEqualTo(failure.first().schedule().steps());
  }

  @Test
  void repeatsARunFromItsSeedAndFromItsRecording() {
    for (long seed = SEED; seed < SEED + 100; seed++) {
      var first = new Facts();
      var again = new Facts();
      var run = Run.bySeed(seed, Flaw.NONE, first);
      var recorded = Run.again(run.schedule(), Flaw.NONE, true);
      Run.bySeed(seed, Flaw.NONE, again);

      assertThat(again.toString()).isEqualTo(first.toString());
      assertThat(recorded.schedule().pieces()).containsExactlyElementsOf(run.schedule().pieces());
    }
  }
}
