package io.jumun.order;

import io.jumun.contracts.OrderEvent.CancelReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Cancels orders that are PENDING past their deadline. Any number of replicas may do so at once:
 * each order is cancelled by one of them.
 */
@Component
class DeadlineSweep {

  private static final int BATCH = 500;

  private final DecisionStore orders;
  private final OrderEndings endings;
  private final DatabaseClock clock;
  private final TransactionTemplate transactions;
  private final Counter cancelled;
  private final ReentrantLock running = new ReentrantLock();

  DeadlineSweep(
      DecisionStore orders,
      OrderEndings endings,
      DatabaseClock clock,
      PlatformTransactionManager transactions,
      MeterRegistry meters) {
    this.orders = orders;
    this.endings = endings;
    this.clock = clock;
    this.transactions = new TransactionTemplate(transactions);
    this.cancelled = meters.counter("jumun.orders.deadline.cancelled");
  }

  /** Returns at once when this replica is already sweeping. */
  void run() {
    if (!running.tryLock()) {
      return;
    }
    try {
      int found;
      do {
        found = Objects.requireNonNull(transactions.execute(_ -> cancelOverdue()));
        cancelled.increment(found);
      } while (found == BATCH);
    } finally {
      running.unlock();
    }
  }

  private int cancelOverdue() {
    var overdue = orders.lockOverdue(BATCH);
    if (!overdue.isEmpty()) {
      var now = clock.now();
      var ends =
          overdue.stream()
              .flatMap(order -> order.cancel(CancelReason.DEADLINE_PASSED, now).stream())
              .toList();
      orders.saveStates(overdue);
      endings.conclude(ends);
    }
    return overdue.size();
  }
}
