package io.jumun.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many want the same, and exactly as many get it as there is. */
class ContentionTest extends EndToEndTest {

  @Test
  void oneUnitIsSoldToOneOfTwoHundredBuyers() {
    long product = shop.product(1_000, 1);
    long[] users = customers(200, 10_000);

    var answers = shop.placeAll(200, i -> OrderRequest.by(users[i]).of(1, product));

    assertThat(answers.stream().filter(a -> a.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(a -> a.status() == 409)).hasSize(199);
    assertThat(shop.stockOf(product)).isZero();
  }

  @Test
  void oneBalanceIsSpentAsOftenAsItLasts() {
    long user = shop.customerWith(30_500);
    long product = shop.product(1_000, 1_000);

    var answers = shop.placeAll(100, _ -> OrderRequest.by(user).of(1, product));

    assertThat(answers.stream().filter(a -> a.status() == 200)).hasSize(30);
    assertThat(answers.stream().filter(a -> a.status() == 402)).hasSize(70);
    assertThat(shop.balanceOf(user)).isEqualTo(500);
    eventually().until(() -> shop.stockOf(product) == 970);
  }

  @Test
  void oneCouponIsUsedByOneOfFiftyOrders() {
    long user = shop.customerWith(1_000_000);
    long product = shop.product(1_000, 1_000);
    long coupon = shop.couponFor(user, "AMOUNT", 1_000, "");

    var answers = shop.placeAll(50, _ -> OrderRequest.by(user).of(1, product).with(coupon));

    assertThat(answers.stream().filter(a -> a.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(a -> a.code().equals("COUPON_INVALID"))).hasSize(49);
    assertThat(shop.balanceOf(user)).isEqualTo(1_000_000);
  }

  @Test
  void ordersOverTheSameProductsInAnyOrderNeverBlockEachOther() {
    var random = new Random(20_261_122);
    long[] products = new long[5];
    for (int i = 0; i < products.length; i++) {
      products[i] = shop.product(100, 120);
    }
    long[] users = customers(20, 1_000_000);

    var answers =
        shop.placeAll(
            300,
            i -> {
              var request = OrderRequest.by(users[i % users.length]);
              random
                  .ints(0, products.length)
                  .distinct()
                  .limit(3)
                  .forEach(p -> request.of(1, products[p]));
              return request;
            });

    assertThat(answers).allMatch(a -> a.status() == 200 || a.status() == 409);
  }

  private long[] customers(int count, long balance) {
    var users = new long[count];
    for (int i = 0; i < count; i++) {
      users[i] = shop.customerWith(balance);
    }
    return users;
  }
}
