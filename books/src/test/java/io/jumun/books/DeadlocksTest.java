package io.jumun.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadlocksTest {

  private final Deadlocks deadlocks = new Deadlocks();

  @Test
  void whatIsSeenTwiceCountsOnce() {
    deadlocks.saw("orders", 2);
    deadlocks.saw("orders", 2);
    deadlocks.saw("orders", 3);

    assertThat(deadlocks.sums()).isEqualTo(Map.of("orders", 3L));
  }

  @Test
  void whatWasSeenBeforeACrashIsRemembered() {
    deadlocks.saw("orders", 2);
    deadlocks.saw("orders", 0);
    deadlocks.saw("orders", 1);
    deadlocks.saw("products", 0);

    assertThat(deadlocks.sums()).isEqualTo(Map.of("orders", 3L, "products", 0L));
  }
}
