package io.jumun.coupon;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the saga reads and writes, a statement per table however large the batch, in the caller's
 * transaction. What it writes is sent right before the commit.
 */
interface CouponStore {

  /** Locks one after another in the order of their ids; orders not decided yet are left out. */
  List<CouponStep> lockSteps(Collection<Long> orderIds);

  /**
   * Locks, in id order, the coupons that orders ask for and those that cancelled orders hold.
   *
   * @param owners who asks for which campaign's coupon
   * @param userCouponIds more coupons, by their own ids
   */
  List<UserCoupon> lockCoupons(List<Owner> owners, Collection<Long> userCouponIds);

  /** What the campaigns promise; unknown ones are left out. */
  Map<Long, CouponTerms> termsOf(Collection<Long> couponIds);

  /** Writes whether and on what coupons are spent that are locked. */
  void saveCoupons(Collection<UserCoupon> coupons);

  /** Writes the states of steps that are locked. */
  void saveStates(Collection<CouponStep> steps);

  /**
   * Inserts one after another in the given order. Where another transaction has decided one of
   * these orders, the commit fails with a {@link org.springframework.dao.DuplicateKeyException}.
   */
  void insert(Collection<CouponStep> steps);

  /** A user has at most one coupon of a campaign. */
  record Owner(long couponId, long userId) {}
}
