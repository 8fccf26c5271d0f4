package io.jumun.coupon;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface CouponStepRepository extends Repository<CouponStep, Long> {

  @Query(
      value =
          "select * from coupon_steps where order_id = any(:orderIds) order by order_id for update",
      nativeQuery = true)
  List<CouponStep> lockAll(Long[] orderIds);
}
