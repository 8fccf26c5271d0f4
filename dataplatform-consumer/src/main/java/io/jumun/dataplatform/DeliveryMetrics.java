package io.jumun.dataplatform;

import io.jumun.dataplatform.DeliveryPolicy.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What this replica delivered, retried and parked since its start, and what everybody has left. */
@Component
class DeliveryMetrics {

  private final Counter delivered;
  private final Counter retried;
  private final Counter parked;

  DeliveryMetrics(MeterRegistry meters, Deliveries deliveries) {
    delivered = meters.counter("jumun.deliveries.delivered");
    retried = meters.counter("jumun.deliveries.retried");
    parked = meters.counter("jumun.deliveries.parked");
    Gauge.builder("jumun.deliveries.pending", deliveries, Deliveries::pending)
        .description("Paid orders that the data platform does not have yet")
        .register(meters);
  }

  void count(Verdict recorded) {
    switch (recorded) {
      case Verdict.Deliver _ -> delivered.increment();
      case Verdict.TryAgain _ -> retried.increment();
      case Verdict.Park _ -> parked.increment();
      case Verdict.HandBack _ -> {}
    }
  }
}
