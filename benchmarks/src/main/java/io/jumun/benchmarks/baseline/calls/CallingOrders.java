package io.jumun.benchmarks.baseline.calls;

import io.jumun.benchmarks.baseline.BaselineApplication;
import io.jumun.benchmarks.baseline.IdempotencyKeys;
import io.jumun.benchmarks.baseline.OrderIds;
import io.jumun.benchmarks.baseline.Orders;
import io.jumun.benchmarks.baseline.Outcome;
import io.jumun.benchmarks.baseline.Placed;
import io.jumun.benchmarks.baseline.Purchase;
import io.jumun.benchmarks.baseline.Refusal;
import io.jumun.benchmarks.baseline.jpa.OrderBook;
import io.jumun.contracts.PricedLine;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The order service: stores the order, calls one service after another, and takes back what was
 * done when a later one refuses or fails. A crash in between leaves what was done.
 */
@Service
@Profile(BaselineApplication.ORDER_CALLS)
class CallingOrders implements Orders {

  private final OrderIds ids;
  private final IdempotencyKeys keys;
  private final OrderBook orders;
  private final Neighbours neighbours;
  private final TransactionTemplate transactions;

  CallingOrders(
      OrderIds ids,
      IdempotencyKeys keys,
      OrderBook orders,
      Neighbours neighbours,
      PlatformTransactionManager transactions) {
    this.ids = ids;
    this.keys = keys;
    this.orders = orders;
    this.neighbours = neighbours;
    this.transactions = new TransactionTemplate(transactions);
  }

  @Override
  public Placed place(Purchase purchase) {
    long orderId = ids.next();
    var createdAt = Instant.now();
    Optional<Placed> replay =
        Objects.requireNonNull(transactions.execute(_ -> open(orderId, purchase, createdAt)));
    return replay.orElseGet(() -> Placed.of(buy(orderId, purchase, createdAt)));
  }

  private Optional<Placed> open(long orderId, Purchase purchase, Instant now) {
    if (!keys.claim(orderId, purchase)) {
      return Optional.of(keys.replay(purchase));
    }
    orders.open(orderId, purchase, now);
    return Optional.empty();
  }

  private Outcome buy(long orderId, Purchase purchase, Instant createdAt) {
    try {
      var lines = neighbours.reserve(orderId, purchase);
      if (lines.isEmpty()) {
        return refused(orderId, Refusal.OUT_OF_STOCK);
      }
      var discount = discount(orderId, purchase, lines.get());
      if (discount.isEmpty()) {
        neighbours.release(orderId);
        return refused(orderId, Refusal.COUPON_INVALID);
      }
      long amount = OrderBook.total(lines.get()) - discount.get();
      if (!neighbours.deduct(orderId, amount, purchase)) {
        undo(orderId, purchase);
        return refused(orderId, Refusal.INSUFFICIENT_BALANCE);
      }
      return Objects.requireNonNull(
          transactions.execute(
              _ ->
                  orders.pay(
                      orderId, purchase, lines.get(), discount.get(), createdAt, Instant.now())));
    } catch (RuntimeException e) {
      undo(orderId, purchase);
      neighbours.refund(orderId);
      transactions.executeWithoutResult(
          _ -> orders.cancel(orderId, "DEADLINE_PASSED", Instant.now()));
      throw e;
    }
  }

  private Optional<Long> discount(long orderId, Purchase purchase, List<PricedLine> lines) {
    var couponId = purchase.couponId();
    return couponId == null
        ? Optional.of(0L)
        : neighbours.useCoupon(orderId, couponId, OrderBook.total(lines), purchase);
  }

  private void undo(long orderId, Purchase purchase) {
    if (purchase.couponId() != null) {
      neighbours.restoreCoupon(orderId);
    }
    neighbours.release(orderId);
  }

  private Outcome refused(long orderId, Refusal reason) {
    transactions.executeWithoutResult(_ -> orders.cancel(orderId, reason.name(), Instant.now()));
    return new Outcome.Refused(orderId, reason);
  }
}
