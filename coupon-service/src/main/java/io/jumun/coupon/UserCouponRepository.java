package io.jumun.coupon;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface UserCouponRepository extends Repository<UserCoupon, Long> {

  /**
   * Locks, in id order, the coupons that orders ask for and those that cancelled orders hold.
   *
   * @param couponIds with {@code userIds}: campaign and user, pair by pair
   * @param userCouponIds more coupons, by their own ids
   */
  @Query(
      value =
          """
          select * from user_coupons
          where user_coupon_id in (
            select wanted.user_coupon_id
            from unnest(:couponIds, :userIds) as pair (coupon_id, user_id)
            join user_coupons wanted
              on wanted.coupon_id = pair.coupon_id and wanted.user_id = pair.user_id
            union
            select unnest(:userCouponIds))
          order by user_coupon_id
          for update
          """,
      nativeQuery = true)
  List<UserCoupon> lockAll(Long[] couponIds, Long[] userIds, Long[] userCouponIds);

  /** Newest first. */
  @Query(
      """
      select new io.jumun.coupon.UserCouponRepository$WithCampaign(issued, campaign)
      from UserCoupon issued join Coupon campaign on campaign.couponId = issued.couponId
      where issued.userId = :userId and issued.userCouponId < :before
      order by issued.userCouponId desc
      """)
  List<WithCampaign> findOfUser(long userId, long before, Limit limit);

  record WithCampaign(UserCoupon coupon, Coupon campaign) {}
}
