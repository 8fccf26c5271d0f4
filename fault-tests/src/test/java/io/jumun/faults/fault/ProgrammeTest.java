package io.jumun.faults.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgrammeTest {

  @Test
  void aHurriedRoundHasEveryKindThatARoundHas() {
    var all = kinds(new Programme(1).round(true, false));
    var hurried = kinds(new Programme(1).round(true, true));

    assertThat(hurried).isEqualTo(all).hasSizeGreaterThan(50);
  }

  @Test
  void aHurriedRoundStrikesEveryPlaceOnceAtATime() {
    for (int seed = 0; seed < 100; seed++) {
      assertThat(new Programme(seed).round(true, true))
          .allSatisfy(
              strike -> {
                assertThat(words(strike.kind())).hasSizeLessThanOrEqualTo(3);
                assertThat(words(strike.where())).doesNotHaveDuplicates();
              })
          .hasSizeLessThan(40);
    }
  }

  @Test
  void theSeedDecides() {
    Function<Integer, List<String>> names =
        seed -> new Programme(seed).round(true, true).stream().map(Fault::name).toList();

    assertThat(names.apply(7)).isEqualTo(names.apply(7)).isNotEqualTo(names.apply(8));
  }

  private static List<String> kinds(List<Fault> strikes) {
    return strikes.stream().flatMap(strike -> words(strike.kind()).stream()).sorted().toList();
  }

  private static List<String> words(String joined) {
    return Stream.of(joined).flatMap(words -> Arrays.stream(words.split(" \\+ "))).toList();
  }
}
