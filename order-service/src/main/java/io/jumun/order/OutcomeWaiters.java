package io.jumun.order;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who on this replica waits for which order. A waiter that is never closed is never forgotten. */
@Component
class OutcomeWaiters {

  private final Map<Long, Shared> byOrder = new ConcurrentHashMap<>();

  /** To be called before the outcome can exist, or else the outcome is to be read afterwards. */
  Waiter register(long orderId) {
    var shared =
        byOrder.compute(
            orderId,
            (_, there) ->
                there == null
                    ? new Shared(new CompletableFuture<>(), System.nanoTime(), 1)
                    : there.with(1));
    return new Waiter(orderId, shared.outcome());
  }

  /** Wakes all who wait for this order; nobody may wait. */
  void complete(Outcome outcome) {
    var shared = byOrder.get(outcome.orderId());
    if (shared != null) {
      shared.outcome().complete(outcome);
    }
  }

  /** The orders that somebody has been waiting for this long or longer. */
  List<Long> waitingFor(Duration atLeast) {
    if (byOrder.isEmpty()) {
      return List.of();
    }
    var latest = System.nanoTime() - atLeast.toNanos();
    return byOrder.entrySet().stream()
        .filter(entry -> entry.getValue().since() - latest <= 0)
        .filter(entry -> !entry.getValue().outcome().isDone())
        .map(Map.Entry::getKey)
        .toList();
  }

  private record Shared(CompletableFuture<Outcome> outcome, long since, int waiters) {

    Shared with(int more) {
      return new Shared(outcome, since, waiters + more);
    }
  }

  /** One request that waits. */
  final class Waiter implements AutoCloseable {

    private final long orderId;
    private final CompletableFuture<Outcome> outcome;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Waiter(long orderId, CompletableFuture<Outcome> outcome) {
      this.orderId = orderId;
      this.outcome = outcome;
    }

    long orderId() {
      return orderId;
    }

    /**
     * @return null when there is no outcome by then
     */
    @Nullable Outcome await(Duration atMost) throws InterruptedException {
      try {
        return outcome.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return null;
      } catch (ExecutionException e) {
        throw new IllegalStateException("An outcome is never a failure", e);
      }
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        byOrder.computeIfPresent(
            orderId, (_, shared) -> shared.waiters() == 1 ? null : shared.with(-1));
      }
    }
  }
}
