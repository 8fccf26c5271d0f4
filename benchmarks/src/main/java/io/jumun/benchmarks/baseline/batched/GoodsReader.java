package io.jumun.benchmarks.baseline.batched;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Locks what a batch needs, table by table in the order of ids: no two batches wait in a circle.
 */
@Component
class GoodsReader {

  private static final String PRODUCTS =
      """
      select product_id, price, stock from products where product_id = any(?)
      order by product_id for update
      """;

  private static final String COUPONS =
      """
      select u.coupon_id, u.user_id, u.user_coupon_id, u.status, c.discount_type, c.discount_value,
        c.max_discount_amount, c.min_order_amount, c.valid_from, c.valid_until
      from unnest(?::bigint[], ?::bigint[]) as w (coupon_id, user_id)
      join user_coupons u on u.coupon_id = w.coupon_id and u.user_id = w.user_id
      join coupons c on c.coupon_id = u.coupon_id
      order by u.user_coupon_id for update of u
      """;

  private static final String ACCOUNTS =
      """
      select user_id, balance, last_sequence from accounts where user_id = any(?)
      order by user_id for update
      """;

  private final JdbcTemplate jdbc;

  GoodsReader(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  Goods lock(List<Arrival> batch) {
    var goods = new Goods();
    jdbc.query(
        PRODUCTS,
        row -> {
          goods.products.put(row.getLong(1), new Goods.Product(row.getLong(2), row.getLong(3)));
        },
        (Object)
            ids(
                batch.stream()
                    .flatMap(a -> a.purchase().lines().stream())
                    .map(l -> l.productId())));
    lockCoupons(batch, goods);
    jdbc.query(
        ACCOUNTS,
        row -> {
          goods.accounts.put(row.getLong(1), new Goods.Account(row.getLong(2), row.getLong(3)));
        },
        (Object) ids(batch.stream().map(a -> a.purchase().userId())));
    return goods;
  }

  private void lockCoupons(List<Arrival> batch, Goods goods) {
    var wanted =
        batch.stream()
            .map(Arrival::purchase)
            .filter(purchase -> purchase.couponId() != null)
            .map(p -> new Goods.Owner(Objects.requireNonNull(p.couponId()), p.userId()))
            .distinct()
            .toList();
    if (wanted.isEmpty()) {
      return;
    }
    jdbc.query(
        COUPONS,
        row -> {
          goods.campaigns.put(row.getLong("coupon_id"), campaign(row));
          goods.coupons.put(
              new Goods.Owner(row.getLong("coupon_id"), row.getLong("user_id")),
              new Goods.Coupon(
                  row.getLong("user_coupon_id"), row.getString("status").equals("USED")));
        },
        longs(wanted.stream().map(Goods.Owner::couponId).toList()),
        longs(wanted.stream().map(Goods.Owner::userId).toList()));
  }

  private static Goods.Campaign campaign(ResultSet row) throws SQLException {
    return new Goods.Campaign(
        row.getString("discount_type"),
        row.getLong("discount_value"),
        row.getObject("max_discount_amount", Long.class),
        row.getObject("min_order_amount", Long.class),
        instant(row, "valid_from"),
        instant(row, "valid_until"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static Long[] ids(Stream<Long> ids) {
    return ids.distinct().toArray(Long[]::new);
  }

  private static Long[] longs(Collection<Long> values) {
    return values.toArray(Long[]::new);
  }
}
