package io.jumun.order;

import io.jumun.order.OutcomeWaiters.Waiter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Places orders and waits for their end. */
@Service
public class Ordering {

  private static final Logger log = LoggerFactory.getLogger(Ordering.class);

  /** Past the deadline, for an outcome that is on its way. */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(100);

  private final OrderIntake intake;
  private final OutcomeWaiters waiters;
  private final StoredOutcomes stored;
  private final DeadlineSweep sweep;
  private final OrderProperties settings;
  private final MeterRegistry meters;
  private final Semaphore open;

  Ordering(
      OrderIntake intake,
      OutcomeWaiters waiters,
      StoredOutcomes stored,
      DeadlineSweep sweep,
      OrderProperties settings,
      MeterRegistry meters) {
    this.intake = intake;
    this.waiters = waiters;
    this.stored = stored;
    this.sweep = sweep;
    this.settings = settings;
    this.meters = meters;
    this.open = new Semaphore(settings.maxOpen());
    Gauge.builder("jumun.orders.open", () -> settings.maxOpen() - open.availablePermits())
        .register(meters);
    Gauge.builder("jumun.orders.open.most", settings::maxOpen).register(meters);
  }

  /**
   * Stores an order and waits for its end, which is at the latest its deadline. Where the database
   * cannot be reached, waits {@code jumun.order.answer-grace} longer before it answers that the
   * outcome is unknown; then the order, if it is stored, has ended or will be cancelled.
   *
   * @param wait false to be answered as soon as the order is stored
   */
  public Answer place(NewOrder order, boolean wait) {
    var timer = Timer.start(meters);
    var answer = placeIfRoom(order, wait);
    timer.stop(meters.timer("jumun.orders.answered", "outcome", name(answer)));
    return answer;
  }

  private Answer placeIfRoom(NewOrder order, boolean wait) {
    if (!open.tryAcquire()) {
      return new Answer.TooManyOpen();
    }
    try (var arrival = intake.submit(order)) {
      return answer(arrival, wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while an order was placed", e);
    } finally {
      open.release();
    }
  }

  private Answer answer(Arrival arrival, boolean wait) throws InterruptedException {
    return switch (arrival.await(settings.deadline(), settings.answerGrace())) {
      case Placement.Stored _ when wait -> ended(arrival.waiter(), false);
      case Placement.Stored(long orderId) -> new Answer.Accepted(orderId, false);
      case Placement.Joined(long orderId) -> replay(orderId, wait);
      case Placement.Unknown _ when wait -> ended(arrival.waiter(), false);
      case Placement.Unknown(long orderId) -> new Answer.OutcomeUnknown(orderId);
      case Placement.KeyReused() -> new Answer.KeyReused();
      case Placement.TooManyOfUser() -> new Answer.TooManyOfUser();
      case Placement.NotStored() -> new Answer.NotStored();
    };
  }

  private Answer replay(long orderId, boolean wait) throws InterruptedException {
    try (var waiter = waiters.register(orderId)) {
      // It may have ended before anybody here waited for it.
      lookUp(orderId).forEach(waiters::complete);
      var outcome = waiter.await(Duration.ZERO);
      if (outcome != null) {
        return new Answer.Ended(outcome, true);
      }
      return wait ? ended(waiter, true) : new Answer.Accepted(orderId, true);
    }
  }

  private List<Outcome> lookUp(long orderId) {
    try {
      return stored.of(List.of(orderId));
    } catch (RuntimeException e) {
      log.warn("The poller will look for order {}: {}", orderId, e.toString());
      return List.of();
    }
  }

  private Answer ended(Waiter waiter, boolean replayed) throws InterruptedException {
    var outcome = waiter.await(settings.deadline().plus(ON_ITS_WAY));
    if (outcome == null) {
      outcome = afterDeadline(waiter);
    }
    return outcome == null
        ? new Answer.OutcomeUnknown(waiter.orderId())
        : new Answer.Ended(outcome, replayed);
  }

  private @Nullable Outcome afterDeadline(Waiter waiter) throws InterruptedException {
    // Beside this request, which is answered in time also while the database hangs.
    Thread.startVirtualThread(this::sweepNow);
    return waiter.await(settings.answerGrace());
  }

  private void sweepNow() {
    try {
      sweep.run();
    } catch (RuntimeException e) {
      log.warn("Orders past their deadline have to wait: {}", e.toString());
    }
  }

  private static String name(Answer answer) {
    return switch (answer) {
      case Answer.Ended(Outcome.Paid _, _) -> "paid";
      case Answer.Ended(Outcome.Cancelled(_, var reason), _) ->
          reason.name().toLowerCase(Locale.ROOT);
      case Answer.Accepted _ -> "accepted";
      case Answer.OutcomeUnknown _ -> "unknown";
      case Answer.KeyReused _ -> "key_reused";
      case Answer.NotStored _ -> "not_stored";
      case Answer.TooManyOpen _ -> "too_many_open";
      case Answer.TooManyOfUser _ -> "too_many_of_user";
    };
  }
}
