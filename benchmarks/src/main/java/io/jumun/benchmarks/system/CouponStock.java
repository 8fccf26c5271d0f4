package io.jumun.benchmarks.system;

import io.jumun.benchmarks.load.Catalog;
import io.jumun.benchmarks.load.CouponSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A system's coupons, put into its database between measurements. */
final class CouponStock implements CouponSource {

  /** Without a common factor with the number of users: neighbours are not of neighbours. */
  private static final long STRIDE = 7_919;

  private static final String CAMPAIGN =
      """
      insert into coupons (name, discount_type, discount_value, max_discount_amount, total_quantity,
        issued_quantity, created_at)
      values ('campaign', 'RATE', %d, %d, ?, ?, now()) returning coupon_id
      """
          .formatted(Catalog.DISCOUNT_PERCENT, Catalog.MAX_DISCOUNT);

  private static final String ISSUED =
      """
      insert into user_coupons (coupon_id, user_id, issued_at)
      select ?, u, now() from generate_series(1, ?) as u
      """;

  private final Databases databases;
  private final List<Long> held = new ArrayList<>();
  private final List<Long> campaigns = new ArrayList<>();
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong usedByPoor = new AtomicLong();
  private final AtomicLong wished = new AtomicLong();
  private long seeded;

  CouponStock(Databases databases) {
    this.databases = databases;
  }

  /** Makes sure that so many can be used in orders, and a tenth as many by those who cannot pay. */
  void provideHeld(long count) {
    int all = Catalog.USERS + Catalog.POOR_USERS;
    while (held.size() * (long) Catalog.USERS - used.get() < count
        || held.size() * (long) Catalog.POOR_USERS - usedByPoor.get() < count / 10) {
      long id = databases.numbers(Role.COUPONS, CAMPAIGN, all, all).getFirst();
      databases.execute(Role.COUPONS, ISSUED, id, all);
      held.add(id);
      seeded += all;
    }
  }

  /** Makes sure that so many can be asked for; half of them in vain. */
  void provideWishes(long count) {
    while (campaigns.size() * (long) Catalog.USERS - wished.get() < count) {
      campaigns.add(databases.numbers(Role.COUPONS, CAMPAIGN, Catalog.USERS / 2, 0).getFirst());
    }
  }

  /** How many were issued by {@link #provideHeld}. */
  long seeded() {
    return seeded;
  }

  @Override
  public Held next() {
    return draw(used, held, Catalog.USERS, 0);
  }

  @Override
  public Held nextOfPoor() {
    return draw(usedByPoor, held, Catalog.POOR_USERS, Catalog.USERS);
  }

  @Override
  public Held nextWish() {
    return draw(wished, campaigns, Catalog.USERS, 0);
  }

  private static Held draw(AtomicLong counter, List<Long> campaigns, int users, int firstUser) {
    long number = counter.getAndIncrement();
    int campaign = (int) (number / users);
    if (campaign >= campaigns.size()) {
      throw new IllegalStateException("No coupons are left; --max-rate is too low");
    }
    return new Held(campaigns.get(campaign), firstUser + 1 + number * STRIDE % users);
  }
}
