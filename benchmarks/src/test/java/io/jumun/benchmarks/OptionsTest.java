package io.jumun.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jumun.benchmarks.load.Workload;
import io.jumun.benchmarks.system.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void comparesAllSystemsByDefault() {
    var options = Options.parse();

    assertThat(options.scenario()).isEqualTo(Scenario.CAPACITY);
    assertThat(options.systems(Kind.values())).containsExactly(Kind.values());
    assertThat(options.workloads()).containsExactly(Workload.values());
    assertThat(options.clients()).containsExactly(1, 16, 64, 256);
    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.rates()).isEmpty();
  }

  @Test
  void runsAPartWhenAsked() {
    var options =
        Options.parse(
            "--systems=saga-stack,micro-batched",
            "--workloads=hot",
            "--clients=4",
            "--seconds=3",
            "--rates=100,250.5",
            "--shop=jumun.order.committers=3;a.b=c=d",
            "--jvm=-XX:+Foo;-Dx=1,2");

    assertThat(options.systems(Kind.values())).containsExactly(Kind.SAGA_STACK, Kind.MICRO_BATCHED);
    assertThat(options.workloads()).containsExactly(Workload.HOT);
    assertThat(options.clients()).containsExactly(4);
    assertThat(options.seconds()).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.rates()).containsExactly(100.0, 250.5);
    assertThat(options.shop())
        .containsEntry("jumun.order.committers", "3")
        .containsEntry("a.b", "c=d");
    assertThat(options.jvm()).containsExactly("-XX:+Foo", "-Dx=1,2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rounds=5",
        "--round=5",
        "--rounds",
        "--help",
        "--rounds=0",
        "--clients=1,x",
        "--workloads=cold",
        "--systems=saga",
        "--scenario=speed",
        "--stock=optimistic",
        "--postgres=two",
        "--twin-postgres=two"
      })
  void refusesWhatItDoesNotKnowAndTellsAllOptions(String argument) {
    assertThatThrownBy(() -> Options.parse(argument))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--rounds=5")
        .hasMessageContaining("saga-processes")
        .hasMessageContaining("backlog");
  }
}
