package io.jumun.benchmarks.baseline.single;

import io.jumun.benchmarks.baseline.BaselineApplication;
import io.jumun.benchmarks.baseline.BaselineProperties;
import io.jumun.benchmarks.baseline.IdempotencyKeys;
import io.jumun.benchmarks.baseline.OrderIds;
import io.jumun.benchmarks.baseline.Orders;
import io.jumun.benchmarks.baseline.Placed;
import io.jumun.benchmarks.baseline.Purchase;
import io.jumun.benchmarks.baseline.jpa.OrderBook;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One order, one transaction; a second one only where the first was rolled back. */
@Service
@Profile(BaselineApplication.SINGLE_TRANSACTION)
class SingleTransactionOrders implements Orders {

  private final OrderIds ids;
  private final IdempotencyKeys keys;
  private final PurchaseSteps steps;
  private final OrderBook orders;
  private final TransactionTemplate transactions;

  SingleTransactionOrders(
      OrderIds ids,
      IdempotencyKeys keys,
      LockingSteps locking,
      ConditionalSteps conditional,
      OrderBook orders,
      PlatformTransactionManager transactions,
      BaselineProperties settings) {
    this.ids = ids;
    this.keys = keys;
    this.steps =
        switch (settings.stock()) {
          case ROW_LOCKS -> locking;
          case CONDITIONAL_UPDATES -> conditional;
        };
    this.orders = orders;
    this.transactions = new TransactionTemplate(transactions);
  }

  @Override
  public Placed place(Purchase purchase) {
    long orderId = ids.next();
    try {
      return underKey(orderId, purchase, () -> Placed.of(steps.buy(orderId, purchase)));
    } catch (Declined declined) {
      return underKey(
          orderId,
          purchase,
          () -> Placed.of(orders.refused(orderId, purchase, declined.reason(), Instant.now())));
    }
  }

  private Placed underKey(long orderId, Purchase purchase, Supplier<Placed> action) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> keys.claim(orderId, purchase) ? action.get() : keys.replay(purchase)));
  }
}
