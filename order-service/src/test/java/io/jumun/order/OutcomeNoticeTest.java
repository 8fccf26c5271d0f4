package io.jumun.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.OrderEvent.CancelReason;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutcomeNoticeTest {

  @Test
  void isReadAsItWasWritten() {
    List<Outcome> outcomes =
        List.of(
            new Outcome.Paid(1, 0),
            new Outcome.Paid(Long.MAX_VALUE, Long.MAX_VALUE),
            new Outcome.Cancelled(3, CancelReason.DEADLINE_PASSED));

    assertThat(OutcomeNotice.write(outcomes))
        .singleElement()
        .satisfies(notice -> assertThat(OutcomeNotice.read(notice)).isEqualTo(outcomes));
  }

  @Test
  void isSplitBelowWhatPostgresAccepts() {
    var outcomes =
        LongStream.range(0, 1_000)
            .<Outcome>mapToObj(
                i -> new Outcome.Cancelled(Long.MAX_VALUE - i, CancelReason.INSUFFICIENT_BALANCE))
            .toList();

    var notices = OutcomeNotice.write(outcomes);

    assertThat(notices).hasSizeGreaterThan(1).allMatch(n -> n.length() < 8_000);
    assertThat(notices.stream().flatMap(n -> OutcomeNotice.read(n).stream()).toList())
        .isEqualTo(outcomes);
  }

  @Test
  void ignoresWhatItDoesNotUnderstand() {
    assertThat(OutcomeNotice.read("x 1= =5 2=NEW_REASON 3=99999999999999999999 4=7 5"))
        .containsExactly(new Outcome.Paid(4, 7));
  }
}
