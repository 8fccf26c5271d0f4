package io.jumun.product.reconciliation;

import io.jumun.contracts.SettlementEvent;
import io.jumun.contracts.SettlementEvent.OrdersSettled;
import io.jumun.contracts.StockEvent.StockOutcomeRequested;
import io.jumun.outbox.Outbox;
import io.jumun.outbox.consumer.NoRecords;
import io.jumun.simulation.Held;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service's own reaction to a statement, upon rows in memory. */
public final class StockComparison {

  private StockComparison() {}

  /**
   * @param isHeld whether stock is reserved for an order
   */
  public static Consumer<SettlementEvent> of(LongPredicate isHeld, Outbox outbox) {
    var held = new InMemory(isHeld);
    return new StockReconciliation(NoRecords.CONSUMER, held, outbox, new CompositeMeterRegistry())
        ::on;
  }

  private static final class InMemory extends HeldStock {

    private final LongPredicate isHeld;

    InMemory(LongPredicate isHeld) {
      super(
          JdbcClient.create(new JdbcTemplate()), new ReconciliationProperties(Duration.ofHours(1)));
      this.isHeld = isHeld;
    }

    @Override
    List<StockOutcomeRequested> leftOverFrom(OrdersSettled statement) {
      return Held.leftOver(statement, isHeld, id -> new StockOutcomeRequested(id, null));
    }

    @Override
    List<Long> missingFor(OrdersSettled statement) {
      return Held.missing(statement.paid(), isHeld);
    }
  }
}
