package io.jumun.order;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the outcomes whose notification was lost. Costs nothing while nobody waits for long. */
@Component
class OutcomePoller {

  private final OutcomeWaiters waiters;
  private final StoredOutcomes stored;
  private final Duration patience;

  OutcomePoller(OutcomeWaiters waiters, StoredOutcomes stored, OrderProperties settings) {
    this.waiters = waiters;
    this.stored = stored;
    this.patience = settings.pollInterval();
  }

  /** Looks for those that were waited for longer than a notification takes. */
  void pollOverdue() {
    poll(waiters.waitingFor(patience));
  }

  /** Looks for all, when notifications may have been missed. */
  void pollAll() {
    poll(waiters.waitingFor(Duration.ZERO));
  }

  private void poll(List<Long> orderIds) {
    if (!orderIds.isEmpty()) {
      stored.of(orderIds).forEach(waiters::complete);
    }
  }
}
