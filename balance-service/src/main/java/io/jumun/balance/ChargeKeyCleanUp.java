package io.jumun.balance;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets idempotency keys past their retention; any number of replicas may do so at once. */
@Component
class ChargeKeyCleanUp {

  private final ChargeKeys keys;
  private final Duration retention;

  ChargeKeyCleanUp(ChargeKeys keys, BalanceProperties properties) {
    this.keys = keys;
    this.retention = properties.idempotencyRetention();
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
  void forgetExpired() {
    boolean more;
    do {
      more = keys.forgetSomeOlderThan(retention);
    } while (more);
  }
}
