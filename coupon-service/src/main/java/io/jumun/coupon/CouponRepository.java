package io.jumun.coupon;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CouponRepository extends Repository<Coupon, Long> {

  Coupon save(Coupon coupon);

  Optional<Coupon> findById(long couponId);

  @Query(value = "select * from coupons where coupon_id = any(:couponIds)", nativeQuery = true)
  List<Coupon> findAll(Long[] couponIds);
}
