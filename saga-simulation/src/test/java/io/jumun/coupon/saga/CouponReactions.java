package io.jumun.coupon.saga;

import io.jumun.coupon.CouponUsage;
import io.jumun.outbox.consumer.NoRecords;
import io.jumun.simulation.Reactions;

/** The participant's own routing and subscriptions. */
public final class CouponReactions {

  private CouponReactions() {}

  public static Reactions of(CouponUsage usage) {
    var participant = new CouponSagaParticipant(NoRecords.CONSUMER, usage);
    return Reactions.of(CouponSagaParticipant.class, participant::on)
        .without(event -> CouponSagaParticipant.OF_OTHERS.contains(event.getClass()));
  }
}
