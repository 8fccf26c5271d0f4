package io.jumun.product.saga;

import io.jumun.contracts.OrderEvent;
import io.jumun.outbox.consumer.NoRecords;
import io.jumun.product.StockService;
import io.jumun.simulation.Reactions;

/** The participant's own routing and subscriptions. */
public final class StockReactions {

  private StockReactions() {}

  public static Reactions of(StockService stock) {
    var participant = new StockSagaParticipant(NoRecords.CONSUMER, stock);
    return Reactions.of(
            StockSagaParticipant.class,
            batch -> participant.on(batch.stream().map(OrderEvent.class::cast).toList()))
        .without(event -> StockSagaParticipant.OF_OTHERS.contains(event.getClass()));
  }
}
