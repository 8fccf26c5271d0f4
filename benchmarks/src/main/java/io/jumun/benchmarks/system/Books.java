package io.jumun.benchmarks.system;

import java.util.ArrayList;
import java.util.List;

/** Proves that what clients were told is what the databases hold, by sums. */
final class Books {

  private static final String ORDERS =
      """
      select count(*) filter (where status = 'PAID'), count(*) filter (where status = 'PENDING'),
        coalesce(sum(final_amount), 0)::bigint,
        count(*) filter (where status = 'PAID' and coupon_id is not null) from orders
      """;

  private static final String SOLD =
      """
      select coalesce(sum(quantity), 0)::bigint from order_lines
      where order_id in (select order_id from orders where status = 'PAID')
      """;

  private static final String LEDGER =
      """
      select count(*) filter (where type = 'DEDUCT') - count(*) filter (where type = 'REFUND')
      from ledger_entries
      """;

  private static final String COUPONS =
      "select count(*) filter (where status = 'USED'), count(*) from user_coupons";

  private static final String DELIVERED =
      "select count(*) filter (where status = 'DELIVERED') from deliveries";

  private final Databases databases;
  private Page opened;

  Books(Databases databases) {
    this.databases = databases;
    this.opened = read();
  }

  /**
   * What does not agree, given what happened since the books were opened.
   *
   * @param paid how many orders clients were told are paid
   * @param issued how many coupons were issued, to clients or by {@link CouponStock}
   */
  List<String> disagreements(long paid, long issued) {
    var now = read();
    var found = new ArrayList<String>();
    require(found, "orders that are still open", now.open, 0);
    require(found, "orders paid, as clients were told", now.paid - opened.paid, paid);
    require(
        found, "money that left the accounts", opened.balance - now.balance, now.sum - opened.sum);
    require(found, "goods that left the stock", opened.stock - now.stock, now.sold - opened.sold);
    require(found, "coupons used", now.used - opened.used, now.paidByCoupon - opened.paidByCoupon);
    require(found, "deductions in the ledger", now.ledger - opened.ledger, now.paid - opened.paid);
    require(found, "coupons issued", now.issued - opened.issued, issued);
    require(found, "coupons counted", now.counted - opened.counted, now.issued - opened.issued);
    if (databases.has(Role.DATAPLATFORM)) {
      require(
          found,
          "orders that the data platform has",
          now.delivered - opened.delivered,
          now.paid - opened.paid);
    }
    return found;
  }

  /** From now on what is there now is right. */
  void openAnew() {
    opened = read();
  }

  /** Whether nothing is under way, as far as a glance tells. */
  boolean looksQuiet() {
    boolean open =
        databases
                .numbers(Role.ORDERS, "select count(*) from orders where status = 'PENDING'")
                .getFirst()
            > 0;
    return !open
        && (!databases.has(Role.DATAPLATFORM)
            || databases
                    .numbers(
                        Role.DATAPLATFORM,
                        "select count(*) from deliveries where status = 'PENDING'")
                    .getFirst()
                == 0);
  }

  private Page read() {
    var orders = databases.numbers(Role.ORDERS, ORDERS);
    var coupons = databases.numbers(Role.COUPONS, COUPONS);
    return new Page(
        orders.get(0),
        orders.get(1),
        orders.get(2),
        orders.get(3),
        one(Role.ORDERS, SOLD),
        one(Role.PRODUCTS, "select sum(stock)::bigint from products"),
        one(Role.BALANCES, "select sum(balance)::bigint from accounts"),
        one(Role.BALANCES, LEDGER),
        coupons.get(0),
        coupons.get(1),
        one(Role.COUPONS, "select coalesce(sum(issued_quantity), 0)::bigint from coupons"),
        databases.has(Role.DATAPLATFORM) ? one(Role.DATAPLATFORM, DELIVERED) : 0);
  }

  private long one(Role role, String query) {
    return databases.numbers(role, query).getFirst();
  }

  private static void require(List<String> found, String what, long actual, long expected) {
    if (actual != expected) {
      found.add("%s: %d, but should be %d".formatted(what, actual, expected));
    }
  }

  private record Page(
      long paid,
      long open,
      long sum,
      long paidByCoupon,
      long sold,
      long stock,
      long balance,
      long ledger,
      long used,
      long issued,
      long counted,
      long delivered) {}
}
