package io.jumun.faults.fault;

import io.jumun.faults.fault.Fault.Company;
import io.jumun.local.LocalStack;
import java.time.Instant;

/** What only concerns the way from the outbox to Kafka. */
final class RelayFaults {

  private RelayFaults() {}

  static Fault backlog(int orders) {
    return new Fault(
        "relay off while %,d orders come in".formatted(orders),
        LocalStack.ORDER.name(),
        Company.IDLE,
        scene -> {
          var link = scene.shop().orders().broker();
          link.cut();
          scene.load().flood(orders);
          link.heal();
          return Instant.now();
        });
  }
}
