package io.jumun.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A block is used up in order, and not for long. */
class OrderIdsTest extends OrderServiceTest {

  @Autowired JdbcTemplate jdbc;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));

  @Test
  void goesOnInItsBlock() {
    var ids = new OrderIds(jdbc, now::get);
    long first = ids.take(1).getFirst();

    pass(OrderIds.LONGEST_USE);

    assertThat(ids.take(2)).isEqualTo(List.of(first + 1, first + 2));
  }

  @Test
  void dropsWhatIsLeftOfAnOldBlock() {
    var ids = new OrderIds(jdbc, now::get);
    long first = ids.take(1).getFirst();

    pass(OrderIds.LONGEST_USE.plusMillis(1));

    assertThat(ids.take(1).getFirst()).isGreaterThanOrEqualTo(first + 50);
  }

  @Test
  void dropsABlockWhoseAgeNobodyKnows() {
    var ids = new OrderIds(jdbc, now::get);
    long first = ids.take(1).getFirst();

    pass(Duration.ofMillis(-1));

    assertThat(ids.take(1).getFirst()).isGreaterThanOrEqualTo(first + 50);
  }

  private void pass(Duration time) {
    now.updateAndGet(then -> then.plus(time));
  }
}
