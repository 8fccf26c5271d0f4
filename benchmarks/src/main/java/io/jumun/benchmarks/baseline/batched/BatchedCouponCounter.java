package io.jumun.benchmarks.baseline.batched;

import io.jumun.benchmarks.baseline.BaselineApplication;
import io.jumun.benchmarks.baseline.BaselineProperties;
import io.jumun.benchmarks.baseline.CouponCounter;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Coupons that are asked for together are issued together, campaign by campaign. */
@Component
@Profile(BaselineApplication.MICRO_BATCHED)
class BatchedCouponCounter implements CouponCounter {

  private static final String LOCK =
      """
      select total_quantity - issued_quantity from coupons where coupon_id = ? for update
      """;

  private static final String OWNERS =
      "select user_id from user_coupons where coupon_id = ? and user_id = any(?)";

  private static final String INSERT =
      """
      insert into user_coupons (coupon_id, user_id, issued_at)
      select ?, u, now() from unnest(?::bigint[]) as n (u)
      returning user_id, user_coupon_id
      """;

  private static final String COUNT =
      "update coupons set issued_quantity = issued_quantity + ? where coupon_id = ?";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final GroupCommit<Wish, Issue> commits;

  BatchedCouponCounter(
      JdbcTemplate jdbc, PlatformTransactionManager transactions, BaselineProperties settings) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    // One: all wait for the same row anyway.
    this.commits = new GroupCommit<>("coupons", 1, settings.maxCommit(), this::commit);
  }

  @Override
  public Issue issue(long couponId, long userId) {
    return commits.submit(new Wish(couponId, userId));
  }

  private List<Issue> commit(List<Wish> wishes) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              var byCampaign =
                  wishes.stream()
                      .collect(
                          Collectors.groupingBy(Wish::couponId, TreeMap::new, Collectors.toList()));
              var issued = new HashMap<Wish, Issue>();
              byCampaign.forEach((couponId, all) -> issue(couponId, all, issued));
              var told = new LinkedHashSet<Wish>();
              return wishes.stream()
                  .map(
                      wish ->
                          told.add(wish)
                              ? Objects.requireNonNull(issued.get(wish))
                              : Issue.Refused.ALREADY_ISSUED)
                  .toList();
            }));
  }

  private void issue(long couponId, List<Wish> wishes, Map<Wish, Issue> issued) {
    var left = jdbc.queryForList(LOCK, Long.class, couponId);
    if (left.isEmpty()) {
      wishes.forEach(wish -> issued.put(wish, Issue.Refused.UNKNOWN_CAMPAIGN));
      return;
    }
    var users = wishes.stream().map(Wish::userId).distinct().toArray(Long[]::new);
    Set<Long> owners = Set.copyOf(jdbc.queryForList(OWNERS, Long.class, couponId, (Object) users));
    for (var wish : wishes) {
      issued.put(
          wish,
          owners.contains(wish.userId()) ? Issue.Refused.ALREADY_ISSUED : Issue.Refused.SOLD_OUT);
    }
    var lucky =
        wishes.stream()
            .map(Wish::userId)
            .distinct()
            .filter(user -> !owners.contains(user))
            .limit(left.getFirst())
            .toArray(Long[]::new);
    if (lucky.length > 0) {
      insert(couponId, lucky, issued);
    }
  }

  private void insert(long couponId, Long[] users, Map<Wish, Issue> issued) {
    jdbc.query(
        INSERT,
        row -> {
          issued.put(new Wish(couponId, row.getLong(1)), new Issue.Issued(row.getLong(2)));
        },
        couponId,
        users);
    jdbc.update(COUNT, users.length, couponId);
  }

  private record Wish(long couponId, long userId) {}
}
