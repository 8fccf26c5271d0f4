package io.jumun.order;

import io.jumun.outbox.LateWrites;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Wakes those who wait for an order when the transaction that ended it has committed: on this
 * replica directly, on the others by a notification, which PostgreSQL sends on commit only.
 */
@Component
class OutcomeAnnouncer {

  private final LateWrites writes;
  private final OutcomeWaiters waiters;

  OutcomeAnnouncer(LateWrites writes, OutcomeWaiters waiters) {
    this.writes = writes;
    this.waiters = waiters;
  }

  void announce(List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      return;
    }
    writes.add(
        "select pg_notify(?, notice) from unnest(?::text[]) as n (notice)",
        OutcomeNotice.CHANNEL,
        OutcomeNotice.write(outcomes).toArray(String[]::new));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            outcomes.forEach(waiters::complete);
          }
        });
  }
}
