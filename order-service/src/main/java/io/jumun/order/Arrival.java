package io.jumun.order;

import io.jumun.order.OutcomeWaiters.Waiter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A request on its way into the database, shared by its own thread and a committer. */
final class Arrival implements AutoCloseable {

  private final NewOrder order;
  private final boolean waitsForEnd;
  private final AtomicReference<@Nullable Given> answer = new AtomicReference<>();
  private final CompletableFuture<@Nullable Void> woken = new CompletableFuture<>();
  private final AtomicBoolean decided = new AtomicBoolean();
  private volatile @Nullable Waiter waiter;
  private final ArrivalQueue queue;
  private final long since = System.nanoTime();
  private boolean departed;

  /**
   * @param waitsForEnd of its order, so that there is no need to wake it when that is stored
   * @param queue is told when the request waits no longer
   */
  Arrival(NewOrder order, boolean waitsForEnd, ArrivalQueue queue) {
    this.order = order;
    this.waitsForEnd = waitsForEnd;
    this.queue = queue;
  }

  NewOrder order() {
    return order;
  }

  long orderId() {
    return waiter().orderId();
  }

  /** Waits for this order's end, from before it is stored. */
  Waiter waiter() {
    return Objects.requireNonNull(waiter, "not taken yet");
  }

  /** In nanoseconds. */
  long age() {
    return System.nanoTime() - since;
  }

  /** Out of the queue, which alone calls this, under its lock. */
  void depart() {
    departed = true;
  }

  boolean hasDeparted() {
    return departed;
  }

  /**
   * A committer makes the request its own.
   *
   * @return false when the request has been given up; then nothing may be stored for it
   */
  boolean take(Waiter waiterOfItsId) {
    waiter = waiterOfItsId;
    if (decided.compareAndSet(false, true)) {
      return true;
    }
    waiterOfItsId.close();
    return false;
  }

  /** The first answer counts. */
  void answer(Placement placement) {
    if (!answer.compareAndSet(null, new Given(placement, System.nanoTime()))) {
      return;
    }
    if (waitsForEnd && placement instanceof Placement.Stored) {
      waiter().whenEnded(this::wake);
    } else {
      wake();
    }
  }

  private void wake() {
    woken.complete(null);
  }

  /** The committer fails for a reason of its own; a transaction may have been under way. */
  void giveUp() {
    answer(waiter == null ? new Placement.NotStored() : new Placement.Unknown(orderId()));
  }

  boolean isAnswered() {
    return answer.get() != null;
  }

  /**
   * Returns when the request is answered, or, where it waits for the end of its order, when that
   * has ended; at the latest after this time.
   *
   * @param unlessTaken how long to wait for a committer, or the end
   * @param more how much longer once a committer has taken it that does not answer
   */
  Placement await(Duration unlessTaken, Duration more) throws InterruptedException {
    sleep(unlessTaken);
    if (!isAnswered() && decided.compareAndSet(false, true)) {
      return new Placement.NotStored();
    }
    if (!isAnswered()) {
      sleep(more);
    }
    var given = answer.get();
    return given != null ? given.placement() : new Placement.Unknown(orderId());
  }

  /** How long the request has been answered; zero when it is not. */
  Duration sinceAnswer() {
    var given = answer.get();
    return given == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - given.at());
  }

  private void sleep(Duration atMost) throws InterruptedException {
    try {
      woken.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // the answer tells
    } catch (ExecutionException e) {
      throw new IllegalStateException("Waking is never a failure", e);
    }
  }

  /** The request waits no longer. */
  @Override
  public void close() {
    queue.leave(this);
    var registered = waiter;
    if (registered != null) {
      registered.close();
    }
  }

  /**
   * @param at by the clock of {@link System#nanoTime}
   */
  private record Given(Placement placement, long at) {}
}
