package io.jumun.local;

import java.net.URI;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Something to buy, somebody to buy it, and coupons, where the shop is still empty. */
final class DemoData {

  static final int PRODUCTS = 10;
  static final long USERS = 3;
  static final int COUPONS = 5;
  static final long BALANCE = 1_000_000_000;

  private final URI products;
  private final URI balances;
  private final URI coupons;

  DemoData(LocalStack stack) {
    this.products = stack.service(LocalStack.PRODUCT).url();
    this.balances = stack.service(LocalStack.BALANCE).url();
    this.coupons = stack.service(LocalStack.COUPON).url();
  }

  /** Puts the demo data there unless there is a product already; tells whether it did. */
  boolean createOnce() {
    try (var http = new Http()) {
      if (!http.get(products.resolve("/products?limit=1")).get("items").isEmpty()) {
        return false;
      }
      LongStream.rangeClosed(1, USERS)
          .forEach(
              user ->
                  http.post(
                      balances.resolve("/balances/" + user + "/charges"),
                      "{\"amount\":" + BALANCE + "}"));
      IntStream.rangeClosed(1, COUPONS).forEach(percent -> coupon(http, percent * 2));
      // Last, because a product is what tells that all is there.
      IntStream.rangeClosed(1, PRODUCTS)
          .forEach(
              number ->
                  http.post(
                      products.resolve("/products"),
                      "{\"name\":\"Demo product %d\",\"price\":%d,\"stock\":1000000}"
                          .formatted(number, number * 1_000)));
      return true;
    }
  }

  private void coupon(Http http, int percent) {
    var coupon =
        http.post(
                coupons.resolve("/coupons"),
                "{\"name\":\"%d%% off\",\"discountType\":\"RATE\",\"discountValue\":%d,\"totalQuantity\":1000}"
                    .formatted(percent, percent))
            .get("coupon_id")
            .asLong();
    LongStream.rangeClosed(1, USERS)
        .forEach(
            user ->
                http.post(
                    coupons.resolve("/coupons/" + coupon + "/issue"), "{\"userId\":" + user + "}"));
  }
}
