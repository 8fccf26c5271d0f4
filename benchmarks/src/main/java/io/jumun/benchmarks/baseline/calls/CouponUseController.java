package io.jumun.benchmarks.baseline.calls;

import io.jumun.benchmarks.baseline.BaselineApplication;
import io.jumun.benchmarks.baseline.jpa.Coupons;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The coupon service: spends a user's coupon on an order. */
@RestController
@Profile(BaselineApplication.COUPON_CALLS)
class CouponUseController {

  private static final String INSERT =
      """
      insert into coupon_steps
        (order_id, user_coupon_id, coupon_id, state, discount_amount, created_at, updated_at)
      select ?, user_coupon_id, coupon_id, 'USED', ?, now(), now()
      from user_coupons where coupon_id = ? and user_id = ?
      """;

  private static final String RESTORE =
      """
      update coupon_steps set state = 'RESTORED', updated_at = now()
      where order_id = ? and state = 'USED'
      """;

  private final Coupons coupons;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;

  CouponUseController(Coupons coupons, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
    this.coupons = coupons;
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
  }

  @PostMapping("/uses")
  ResponseEntity<Messages.Discount> use(@RequestBody Messages.UseCoupon order) {
    var discount = Objects.requireNonNull(transactions.execute(_ -> spend(order)));
    return discount.isEmpty()
        ? ResponseEntity.status(409).build()
        : ResponseEntity.ok(new Messages.Discount(discount.getAsLong()));
  }

  @DeleteMapping("/uses/{orderId}")
  Messages.Done restore(@PathVariable long orderId) {
    transactions.executeWithoutResult(
        _ -> {
          if (jdbc.update(RESTORE, orderId) == 1) {
            coupons.restore(orderId);
          }
        });
    return new Messages.Done(orderId);
  }

  private OptionalLong spend(Messages.UseCoupon order) {
    var discount =
        coupons.use(
            order.couponId(), order.userId(), order.orderId(), order.total(), Instant.now());
    discount.ifPresent(
        amount -> jdbc.update(INSERT, order.orderId(), amount, order.couponId(), order.userId()));
    return discount;
  }
}
