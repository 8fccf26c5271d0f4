package io.jumun.benchmarks.baseline.jpa;

import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CampaignRepository extends Repository<Campaign, Long> {

  Optional<Campaign> findById(long couponId);

  @Modifying
  @Query(
      value =
          """
          update coupons set issued_quantity = issued_quantity + 1
          where coupon_id = :couponId and issued_quantity < total_quantity
          """,
      nativeQuery = true)
  int count(long couponId);
}
