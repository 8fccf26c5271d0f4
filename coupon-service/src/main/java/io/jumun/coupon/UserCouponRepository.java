package io.jumun.coupon;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface UserCouponRepository extends Repository<UserCoupon, Long> {

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
