package io.jumun.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumun.books.Violation;
import org.junit.jupiter.api.Test;

/** The checker of these tests reads the running shop: what is changed by hand is found. */
class TamperedBooksTest extends EndToEndTest {

  @Test
  void moneyAndStockThatComeFromNowhereAreFound() {
    long user = shop.customerWith(10_000);
    long product = shop.product(1_000, 10);
    shop.place(OrderRequest.by(user).of(1, product));
    theBooksAgree();

    tamper(user, product, 1);
    try {
      assertThat(check())
          .extracting(Violation::rule)
          .containsExactly(
              "a balance is its charges less the paid orders",
              "stock is what was supplied less what was sold");
    } finally {
      tamper(user, product, -1);
    }
  }

  private void tamper(long user, long product, long by) {
    change("balances", "update accounts set balance = balance + :by where user_id = :id", user, by);
    change(
        "products", "update products set stock = stock + :by where product_id = :id", product, by);
  }

  private void change(String database, String sql, long id, long by) {
    assertThat(shop.database(database).sql(sql).param("id", id).param("by", by).update()).isOne();
  }
}
