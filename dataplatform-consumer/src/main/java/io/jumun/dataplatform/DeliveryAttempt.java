package io.jumun.dataplatform;

import io.jumun.dataplatform.DataPlatform.Outcome;
import io.jumun.dataplatform.DeliveryPolicy.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Delivers one claimed order: everything that happens outside the database. */
@Component
class DeliveryAttempt {

  private static final Logger log = LoggerFactory.getLogger(DeliveryAttempt.class);

  private final DataPlatform platform;
  private final DeliveryPolicy policy;
  private final DeadLetterSender deadLetters;

  DeliveryAttempt(DataPlatform platform, DeliveryPolicy policy, DeadLetterSender deadLetters) {
    this.platform = platform;
    this.policy = policy;
    this.deadLetters = deadLetters;
  }

  /**
   * Never throws. An order is to be parked only when the dead-letter topic has it already, so a
   * crash may leave it there twice, but never nowhere.
   */
  Verdict make(Claim claim) {
    var verdict = policy.decide(offer(claim.order()), claim.attempts(), claim.pendingFor());
    if (!(verdict instanceof Verdict.Park park)) {
      return verdict;
    }
    try {
      deadLetters.send(claim.order(), park.reason());
      log.warn("Order {} is parked: {}", claim.order().orderId(), park.reason());
      return park;
    } catch (DeadLetterSender.NotSentException e) {
      log.warn("Order {} cannot be parked yet: {}", claim.order().orderId(), e.getMessage());
      return policy.later(park, claim.attempts());
    }
  }

  private Outcome offer(PaidOrder order) {
    try {
      return platform.deliver(order);
    } catch (RuntimeException | Error e) { // or the claim would never end
      log.error("Offering order {} failed unexpectedly", order.orderId(), e);
      return new Outcome.Failed(e.toString(), null);
    }
  }
}
