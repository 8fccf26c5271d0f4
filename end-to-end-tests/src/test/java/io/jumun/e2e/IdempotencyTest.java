package io.jumun.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One order per idempotency key, whatever the client repeats. */
class IdempotencyTest extends EndToEndTest {

  private final String key = UUID.randomUUID().toString();

  @Test
  void twentyConcurrentDuplicatesAreOneOrderWithOneAnswer() {
    long user = shop.customerWith(100_000);
    long product = shop.product(1_000, 100);

    var answers = shop.placeAll(20, _ -> OrderRequest.by(user).of(1, product).key(key));

    assertThat(answers).allMatch(answer -> answer.status() == 200);
    assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
    assertThat(answers.stream().map(Answer::orderId).distinct()).hasSize(1);
    assertThat(answers.stream().filter(a -> "true".equals(a.header("Idempotent-Replayed"))))
        .hasSize(19);
    assertThat(shop.stockOf(product)).isEqualTo(99);
    assertThat(shop.balanceOf(user)).isEqualTo(99_000);
  }

  @Test
  void aRejectionIsReplayedToo() {
    long user = shop.customerWith(10);
    long product = shop.product(1_000, 100);

    var first = shop.place(OrderRequest.by(user).of(1, product).key(key));
    shop.charge(user, 1_000_000);
    var second = shop.place(OrderRequest.by(user).of(1, product).key(key));

    assertThat(second.status()).isEqualTo(402);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.orderId()).isEqualTo(first.orderId());
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void anotherBodyUnderTheSameKeyIsRefused() {
    long user = shop.customerWith(100_000);
    long product = shop.product(1_000, 100);
    shop.place(OrderRequest.by(user).of(1, product).key(key));

    var other = shop.place(OrderRequest.by(user).of(2, product).key(key));

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(shop.stockOf(product)).isEqualTo(99);
  }

  @Test
  void aKeyBelongsToItsUser() {
    long product = shop.product(1_000, 100);

    var one = shop.place(OrderRequest.by(shop.customerWith(5_000)).of(1, product).key(key));
    var other = shop.place(OrderRequest.by(shop.customerWith(5_000)).of(1, product).key(key));

    assertThat(one.status()).isEqualTo(200);
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.orderId()).isNotEqualTo(one.orderId());
  }

  @Test
  void aRejectedRequestDoesNotUseUpItsKey() {
    long user = shop.customerWith(5_000);
    long product = shop.product(1_000, 100);

    assertThat(shop.place(OrderRequest.by(user).of(0, product).key(key)).status()).isEqualTo(400);
    assertThat(shop.place(OrderRequest.by(user).of(1, product).key(key)).status()).isEqualTo(200);
  }
}
