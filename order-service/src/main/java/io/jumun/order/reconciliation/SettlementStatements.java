package io.jumun.order.reconciliation;

import io.jumun.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * States which orders have ended. Any number of replicas may do so at once: each range is stated by
 * one of them.
 */
@Component
class SettlementStatements {

  private final SettlementCursors cursors;
  private final Outbox outbox;
  private final TransactionTemplate transactions;
  private final ReconciliationProperties settings;
  private final Map<Pass, AtomicLong> lagSeconds = new EnumMap<>(Pass.class);

  SettlementStatements(
      SettlementCursors cursors,
      Outbox outbox,
      PlatformTransactionManager transactions,
      ReconciliationProperties settings,
      MeterRegistry meters) {
    this.cursors = cursors;
    this.outbox = outbox;
    this.transactions = new TransactionTemplate(transactions);
    this.settings = settings;
    for (var pass : Pass.values()) {
      var seconds = new AtomicLong();
      lagSeconds.put(pass, seconds);
      TimeGauge.builder(
              "jumun.reconciliation.cursor.lag", seconds, TimeUnit.SECONDS, AtomicLong::get)
          .description("Age of the first order that the pass has not stated")
          .tag("pass", pass.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
  }

  void run() {
    for (var pass : Pass.values()) {
      boolean more;
      do {
        more = Boolean.TRUE.equals(transactions.execute(_ -> state(pass)));
      } while (more);
      Objects.requireNonNull(lagSeconds.get(pass)).set(cursors.lag(pass).toSeconds());
    }
  }

  private boolean state(Pass pass) {
    var cursor = cursors.lock(pass);
    if (cursor.isEmpty()) {
      return false;
    }
    var ahead = cursors.ahead(cursor.get(), lag(pass));
    var statement = ahead.statement(cursor.get().now());
    if (statement.isEmpty()) {
      return false;
    }
    outbox.append(statement.get().fromOrderId(), statement.get());
    cursors.advance(pass, statement.get().toOrderId() + 1);
    return ahead.isCutOffBy(statement.get());
  }

  private Duration lag(Pass pass) {
    return switch (pass) {
      case FIRST -> settings.grace();
      case AGAIN -> settings.againAfter();
    };
  }
}
