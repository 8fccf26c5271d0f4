package io.jumun.dataplatform.client;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.jumun.dataplatform.DataPlatform;
import io.jumun.dataplatform.PaidOrder;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A delivery is some requests in a row, each under a deadline and each seen by the circuit breaker.
 * A request that ran into its deadline may have reached the platform; the next one says the same
 * under the same key.
 */
final class HttpDataPlatform implements DataPlatform {

  private final PlatformEndpoint endpoint;
  private final Retry retry;
  private final CircuitBreaker breaker;
  private final TimeLimiter deadline;
  private final ExecutorService threads;

  HttpDataPlatform(
      PlatformEndpoint endpoint,
      Retry retry,
      CircuitBreaker breaker,
      TimeLimiter deadline,
      ExecutorService threads) {
    this.endpoint = endpoint;
    this.retry = retry;
    this.breaker = breaker;
    this.deadline = deadline;
    this.threads = threads;
  }

  @Override
  public Outcome deliver(PaidOrder order) {
    return new Offer(order).make();
  }

  @Override
  public Circuit circuit() {
    return switch (breaker.getState()) {
      case CLOSED, DISABLED, METRICS_ONLY -> Circuit.CLOSED;
      case HALF_OPEN -> Circuit.HALF_OPEN;
      case OPEN, FORCED_OPEN -> Circuit.OPEN;
    };
  }

  private final class Offer {

    private final PaidOrder order;
    private @Nullable Exception failure;

    Offer(PaidOrder order) {
      this.order = order;
    }

    Outcome make() {
      try {
        return retry.executeCallable(() -> breaker.executeCallable(this::request));
      } catch (CallNotPermittedException e) {
        return failure == null ? new Outcome.Unavailable() : failed(failure);
      } catch (Exception e) {
        return failed(e);
      }
    }

    private Outcome request() throws Exception {
      try {
        return deadline.executeFutureSupplier(
            () -> threads.submit(() -> endpoint.post(order).outcome()));
      } catch (Exception e) {
        failure = e;
        throw e;
      }
    }

    private static Outcome failed(Exception e) {
      var reason = Objects.requireNonNullElseGet(e.getMessage(), e::toString);
      return new Outcome.Failed(
          reason, e instanceof PlatformBusy busy ? busy.comeBackAfter() : null);
    }
  }
}
