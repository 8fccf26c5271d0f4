package io.jumun.order.saga;

import io.jumun.order.OrderDecisions;
import io.jumun.outbox.consumer.NoRecords;
import io.jumun.simulation.Reactions;

/** The participant's own routing and subscriptions. */
public final class OrderReactions {

  private OrderReactions() {}

  public static Reactions of(OrderDecisions decisions) {
    var participant = new OrderSagaParticipant(NoRecords.CONSUMER, decisions);
    return Reactions.of(OrderSagaParticipant.class, participant::on)
        .without(event -> OrderSagaParticipant.OF_OTHERS.contains(event.getClass()));
  }
}
