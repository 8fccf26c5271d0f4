package io.jumun.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingsAgainTest {

  private final List<Long> told = new ArrayList<>();

  /** A restore may have lost a paid order: what was done for it is not undone behind one's back. */
  @Test
  void cancelsUnknownOrdersOnlyWhereAPersonAllowsIt() {
    endings(false).publishUnknown(1, 7, Instant.EPOCH);
    assertThat(told).isEmpty();

    endings(true).publishUnknown(2, 7, Instant.EPOCH);
    assertThat(told).containsExactly(2L);
  }

  private EndingsAgain endings(boolean cancelUnknown) {
    return new EndingsAgain(
        (key, _) -> told.add(key),
        mock(LinePrices.class),
        new SimpleMeterRegistry(),
        cancelUnknown);
  }
}
