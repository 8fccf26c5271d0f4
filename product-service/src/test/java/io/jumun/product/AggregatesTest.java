package io.jumun.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AggregatesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final Product product = new Product(1L, "rice", 500, 3, NOW);

  @Test
  void aProductNeverGivesMoreThanItHas() {
    assertThatThrownBy(() -> product.take(4)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> product.take(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> product.take(-1)).isInstanceOf(IllegalStateException.class);
    assertThat(product.stock()).isEqualTo(3);
  }

  @Test
  void aProductTakesBackOnlyWhatFits() {
    assertThatThrownBy(() -> product.giveBack(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> product.giveBack(Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
    assertThat(product.stock()).isEqualTo(3);
  }

  @Test
  void aReservationIsReleasedOnlyOnceAndOnlyIfItHoldsStock() {
    var fenced = StockReservation.fenced(100, NOW);
    var rejected = StockReservation.rejected(101, NOW);

    assertThatThrownBy(() -> fenced.release(NOW)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> rejected.release(NOW)).isInstanceOf(IllegalStateException.class);
  }
}
