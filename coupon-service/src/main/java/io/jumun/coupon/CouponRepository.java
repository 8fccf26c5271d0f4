package io.jumun.coupon;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface CouponRepository extends Repository<Coupon, Long> {

  Coupon save(Coupon coupon);

  Optional<Coupon> findById(long couponId);
}
