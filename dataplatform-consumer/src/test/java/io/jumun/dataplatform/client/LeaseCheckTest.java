package io.jumun.dataplatform.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseCheckTest {

  private final RetryConfig threeTries = RetryConfig.custom().maxAttempts(3).build();
  private final TimeLimiterConfig fiveSeconds =
      TimeLimiterConfig.custom().timeoutDuration(Duration.ofSeconds(5)).build();

  @Test
  void refusesALeaseThatADeliveryCouldOutlive() {
    assertThatThrownBy(
            () -> LeaseCheck.requireLongEnough(Duration.ofSeconds(29), threeTries, fiveSeconds))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least PT30S");
  }

  @Test
  void acceptsALeaseThatIsLongEnough() {
    assertThatCode(
            () -> LeaseCheck.requireLongEnough(Duration.ofSeconds(30), threeTries, fiveSeconds))
        .doesNotThrowAnyException();
  }
}
