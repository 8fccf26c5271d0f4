package io.jumun.order;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Group commit: requests are stored together, in batches that {@link ArrivalQueue} makes up, a lone
 * one at once.
 *
 * <p>A transaction that fails is tried again under the same ids, after a look at what is stored: a
 * commit whose answer was lost neither doubles nor loses an order. One order that cannot be stored
 * does not harm those it came with.
 */
@Component
class OrderIntake {

  private static final Logger log = LoggerFactory.getLogger(OrderIntake.class);
  private static final int ATTEMPTS = 5;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final ArrivalQueue arrivals;
  private final OrderIds ids;
  private final OrderStore store;
  private final OutcomeWaiters waiters;
  private final DistributionSummary commitSizes;

  OrderIntake(
      OrderIds ids,
      OrderStore store,
      OutcomeWaiters waiters,
      OrderProperties settings,
      MeterRegistry meters) {
    this.ids = ids;
    this.store = store;
    this.waiters = waiters;
    this.arrivals = new ArrivalQueue(settings.maxCommit(), PATIENCE);
    this.commitSizes = meters.summary("jumun.orders.commit.size");
  }

  Arrival submit(NewOrder order) {
    var arrival = new Arrival(order, arrivals);
    arrivals.add(arrival);
    return arrival;
  }

  /** Waits for requests and stores them. */
  void commitArrivals() throws InterruptedException {
    var batch = arrivals.take();
    try {
      var taken = take(batch);
      commitSizes.record(taken.size());
      commit(taken, new Attempt(1, false));
    } finally {
      batch.stream().filter(arrival -> !arrival.isAnswered()).forEach(Arrival::giveUp);
    }
  }

  private List<Arrival> take(List<Arrival> batch) throws InterruptedException {
    var newIds = newIds(batch.size()).iterator();
    return batch.stream().filter(a -> a.take(waiters.register(newIds.next()))).toList();
  }

  private List<Long> newIds(int count) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return ids.take(count);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        pauseAfter(attempt);
      }
    }
  }

  private void commit(List<Arrival> batch, Attempt attempt) throws InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    try {
      var placements = store.store(batch);
      batch.forEach(
          arrival -> arrival.answer(Objects.requireNonNull(placements.get(arrival.orderId()))));
    } catch (IntakeFailure failure) {
      log.warn("Storing {} orders failed ({}): {}", batch.size(), attempt, failure.toString());
      tryAgain(batch, attempt.after(failure), failure);
    }
  }

  private void tryAgain(List<Arrival> batch, Attempt attempt, IntakeFailure failure)
      throws InterruptedException {
    if (attempt.number() > ATTEMPTS) {
      batch.forEach(arrival -> arrival.answer(attempt.lastWord(arrival)));
      return;
    }
    pauseAfter(attempt.number() - 1);
    var missing = missing(batch);
    if (!failure.isOfOneOrder()) {
      commit(missing, attempt);
      return;
    }
    for (var arrival : missing) {
      commit(List.of(arrival), attempt);
    }
  }

  private List<Arrival> missing(List<Arrival> batch) {
    var stored = storedOf(batch);
    batch.stream()
        .filter(arrival -> stored.contains(arrival.orderId()))
        .forEach(arrival -> arrival.answer(new Placement.Stored(arrival.orderId())));
    return batch.stream().filter(arrival -> !arrival.isAnswered()).toList();
  }

  private Set<Long> storedOf(List<Arrival> batch) {
    try {
      return store.storedAmong(batch.stream().map(Arrival::orderId).toList());
    } catch (RuntimeException e) {
      return Set.of(); // the primary key will tell
    }
  }

  private static void pauseAfter(int attempt) throws InterruptedException {
    Thread.sleep(FIRST_PAUSE_MILLIS << (attempt - 1));
  }

  /**
   * @param uncertain a commit was sent before and may yet take effect
   */
  private record Attempt(int number, boolean uncertain) {

    Attempt after(IntakeFailure failure) {
      return new Attempt(number + 1, uncertain || failure.commitWasSent());
    }

    Placement lastWord(Arrival arrival) {
      return uncertain ? new Placement.Unknown(arrival.orderId()) : new Placement.NotStored();
    }
  }
}
