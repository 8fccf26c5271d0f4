package io.jumun.benchmarks.baseline.jpa;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface UserCouponRepository extends Repository<UserCoupon, Long> {

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select c from UserCoupon c where c.couponId = :couponId and c.userId = :userId")
  Optional<UserCoupon> lock(long couponId, long userId);

  @Modifying
  @Query(
      """
      update UserCoupon c set c.status = 'USED', c.orderId = :orderId, c.usedAt = :now
      where c.couponId = :couponId and c.userId = :userId and c.status = 'ISSUED'
      """)
  int use(long couponId, long userId, long orderId, Instant now);

  @Modifying
  @Query(
      """
      update UserCoupon c set c.status = 'ISSUED', c.orderId = null, c.usedAt = null
      where c.orderId = :orderId
      """)
  int restore(long orderId);

  boolean existsByCouponIdAndUserId(long couponId, long userId);
}
