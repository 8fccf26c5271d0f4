package io.jumun.balance.saga;

import io.jumun.balance.PaymentService;
import io.jumun.outbox.consumer.NoRecords;
import io.jumun.simulation.Reactions;

/** The participant's own routing and subscriptions. */
public final class BalanceReactions {

  private BalanceReactions() {}

  public static Reactions of(PaymentService payments) {
    var participant = new BalanceSagaParticipant(NoRecords.CONSUMER, payments);
    return Reactions.of(BalanceSagaParticipant.class, participant::on)
        .without(event -> BalanceSagaParticipant.OF_OTHERS.contains(event.getClass()));
  }
}
