package io.jumun.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.contracts.OrderLine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NewOrderTest {

  @Test
  void mergesTheLinesOfAProduct() {
    assertThat(
            order(1, null, new OrderLine(9, 1), new OrderLine(3, 2), new OrderLine(9, 4)).lines())
        .containsExactly(new OrderLine(3, 2), new OrderLine(9, 5));
  }

  @Test
  void hasOneFingerprintForOneMeaning() {
    assertThat(order(1, 5L, new OrderLine(9, 1), new OrderLine(3, 2), new OrderLine(9, 4)))
        .extracting(NewOrder::fingerprint)
        .isEqualTo(order(1, 5L, new OrderLine(3, 2), new OrderLine(9, 5)).fingerprint());
  }

  @Test
  void hasAnotherFingerprintForAnotherMeaning() {
    assertThat(
            List.of(
                order(1, 5L, new OrderLine(3, 2)).fingerprint(),
                order(2, 5L, new OrderLine(3, 2)).fingerprint(),
                order(1, 6L, new OrderLine(3, 2)).fingerprint(),
                order(1, null, new OrderLine(3, 2)).fingerprint(),
                order(1, 5L, new OrderLine(3, 1)).fingerprint(),
                order(1, 5L, new OrderLine(3, 2), new OrderLine(4, 1)).fingerprint()))
        .doesNotHaveDuplicates();
  }

  @Test
  void doesNotTellTheKey() {
    var order = NewOrder.of(1, List.of(new OrderLine(3, 2)), null, "a-secret", null);

    assertThat(order.toString()).doesNotContain("a-secret");
    assertThat(order.keyHash()).hasSize(64);
  }

  private static NewOrder order(long userId, @Nullable Long couponId, OrderLine... lines) {
    return NewOrder.of(userId, List.of(lines), couponId, null, null);
  }
}
