package io.jumun.coupon;

import io.jumun.coupon.IssueResult.Issued;
import io.jumun.coupon.IssueResult.Refused;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands out the coupons of a campaign, first come first served. Everybody wants the same counter at
 * the same time, so those who come together are served in one transaction.
 */
@Service
public class CouponIssue {

  private static final int LARGEST_GROUP = 500;

  /** As long as for a connection, or for a lock. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** In one order for all, so that two groups with the same users do not wait in a circle. */
  private static final String INSERT =
      """
      insert into user_coupons (coupon_id, user_id, issued_at)
      select ?, u, ? from unnest(?::bigint[]) as u order by u
      on conflict on constraint issued_once_per_user do nothing
      returning user_id, user_coupon_id
      """;

  private static final String COUNT =
      """
      update coupons set issued_quantity = issued_quantity + ?
      where coupon_id = ? and issued_quantity + ? <= total_quantity
      """;

  private static final String HOLDERS =
      "select user_id from user_coupons where coupon_id = ? and user_id = any(?::bigint[])";

  private final CouponRepository campaigns;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final GroupCommit<Long, Long, Outcome> groups =
      new GroupCommit<>(LARGEST_GROUP, PATIENCE, this::issueToAll);

  CouponIssue(
      CouponRepository campaigns,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.campaigns = campaigns;
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * Issues a coupon to a user. However many ask at once, a user gets at most one, the campaign
   * gives no more than its total, and {@code SOLD_OUT} is said only once all are committed or about
   * to be. Where the database fails, so do all who were served together; a coupon may have been
   * issued then.
   *
   * @throws IllegalStateException in a transaction: others are served by it, and told so
   */
  public IssueResult issue(long couponId, long userId) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("Coupons are issued in a transaction of their own");
    }
    return groups.carryOut(couponId, userId).result();
  }

  /** Requests of a campaign that nobody has begun to serve. */
  int waiting(long couponId) {
    return groups.waiting(couponId);
  }

  /** Who asks twice is served once. */
  private List<Outcome> issueToAll(long couponId, List<Long> userIds) {
    var outcomes = issueToEach(couponId, userIds.stream().distinct().toList());
    var served = new HashSet<Long>();
    return userIds.stream()
        .map(
            userId -> {
              var outcome = Objects.requireNonNull(outcomes.get(userId));
              return outcome.isIssued() && !served.add(userId)
                  ? new Outcome.Of(Refused.ALREADY_ISSUED)
                  : outcome;
            })
        .toList();
  }

  /** Where not all can have one, the first half is served before the second. */
  private Map<Long, Outcome> issueToEach(long couponId, List<Long> userIds) {
    var results = inOneTransaction(couponId, userIds);
    if (results.isPresent()) {
      return results.get().entrySet().stream()
          .collect(
              Collectors.toMap(Map.Entry::getKey, result -> new Outcome.Of(result.getValue())));
    }
    if (userIds.size() == 1) {
      return Map.of(userIds.getFirst(), new Outcome.Of(Refused.SOLD_OUT));
    }
    int half = userIds.size() / 2;
    var outcomes = new HashMap<>(issueToEach(couponId, userIds.subList(0, half)));
    outcomes.putAll(issueOrFail(couponId, userIds.subList(half, userIds.size())));
    return outcomes;
  }

  /** Whatever becomes of these: others have their coupons, and are to be told. */
  private Map<Long, Outcome> issueOrFail(long couponId, List<Long> userIds) {
    try {
      return issueToEach(couponId, userIds);
    } catch (RuntimeException e) {
      return all(userIds, _ -> new Outcome.Failed(e));
    }
  }

  /** Empty, with nothing done, when there are not enough left. */
  private Optional<Map<Long, IssueResult>> inOneTransaction(long couponId, List<Long> userIds) {
    return Objects.requireNonNull(
        transactions.execute(
            transaction -> {
              var now = clock.instant();
              var campaign = campaigns.findById(couponId);
              if (campaign.isEmpty()) {
                return Optional.of(all(userIds, _ -> Refused.UNKNOWN_CAMPAIGN));
              }
              if (campaign.get().terms().isExpired(now)) {
                return Optional.of(all(userIds, _ -> Refused.EXPIRED));
              }
              if (campaign.get().isSoldOut()) {
                // Most requests of a popular campaign end here: they write and lock nothing.
                return Optional.of(soldOut(couponId, userIds));
              }
              var inserted = insert(couponId, userIds, now);
              if (!inserted.isEmpty() && !counted(couponId, inserted.size())) {
                transaction.setRollbackOnly();
                return Optional.empty();
              }
              return Optional.of(
                  all(userIds, userId -> issued(couponId, userId, inserted.get(userId))));
            }));
  }

  private static IssueResult issued(long couponId, long userId, @Nullable Long userCouponId) {
    return userCouponId == null
        ? Refused.ALREADY_ISSUED
        : new Issued(userCouponId, couponId, userId);
  }

  private static <R> Map<Long, R> all(List<Long> userIds, Function<Long, ? extends R> result) {
    return userIds.stream().collect(Collectors.toMap(Function.identity(), result));
  }

  private Map<Long, IssueResult> soldOut(long couponId, List<Long> userIds) {
    var holders = holders(couponId, userIds);
    return all(
        userIds, userId -> holders.contains(userId) ? Refused.ALREADY_ISSUED : Refused.SOLD_OUT);
  }

  /** Waits for groups with the same users; those wait for users of higher ids, or the counter. */
  private Map<Long, Long> insert(long couponId, List<Long> userIds, Instant now) {
    var ids = new HashMap<Long, Long>();
    jdbc.sql(INSERT)
        .params(couponId, Timestamp.from(now), array(userIds))
        .query(
            row -> {
              ids.put(row.getLong(1), row.getLong(2));
            });
    return ids;
  }

  /**
   * Last, so that the row everybody wants is locked for no longer than it takes to commit, and so
   * that who holds it waits for nothing: with the users' order, a deadlock is impossible.
   */
  private boolean counted(long couponId, int count) {
    return jdbc.sql(COUNT).params(count, couponId, count).update() == 1;
  }

  private Set<Long> holders(long couponId, List<Long> userIds) {
    return jdbc.sql(HOLDERS).params(couponId, array(userIds)).query(Long.class).set();
  }

  private static Long[] array(Collection<Long> ids) {
    return ids.toArray(Long[]::new);
  }

  /** What becomes of one request of a group. */
  private sealed interface Outcome {

    IssueResult result();

    default boolean isIssued() {
      return this instanceof Of(Issued _);
    }

    record Of(IssueResult result) implements Outcome {}

    record Failed(RuntimeException failure) implements Outcome {

      @Override
      public IssueResult result() {
        throw failure;
      }
    }
  }
}
