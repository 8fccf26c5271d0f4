package io.jumun.order;

import io.jumun.order.OutcomeWaiters.Waiter;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A request on its way into the database, shared by its own thread and a committer. */
final class Arrival implements AutoCloseable {

  private final NewOrder order;
  private final CompletableFuture<Placement> placement = new CompletableFuture<>();
  private final AtomicBoolean decided = new AtomicBoolean();
  private volatile @Nullable Waiter waiter;
  private final ArrivalQueue queue;
  private final long since = System.nanoTime();
  private boolean departed;

  /**
   * @param queue is told when the request waits no longer
   */
  Arrival(NewOrder order, ArrivalQueue queue) {
    this.order = order;
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

  void answer(Placement answer) {
    placement.complete(answer);
  }

  /** The committer fails for a reason of its own; a transaction may have been under way. */
  void giveUp() {
    answer(waiter == null ? new Placement.NotStored() : new Placement.Unknown(orderId()));
  }

  boolean isAnswered() {
    return placement.isDone();
  }

  /**
   * @param unlessTaken how long to wait for a committer
   * @param more how much longer once a committer has taken it
   */
  Placement await(Duration unlessTaken, Duration more) throws InterruptedException {
    var answer = await(unlessTaken);
    if (answer != null) {
      return answer;
    }
    if (decided.compareAndSet(false, true)) {
      return new Placement.NotStored();
    }
    answer = await(more);
    return answer != null ? answer : new Placement.Unknown(orderId());
  }

  private @Nullable Placement await(Duration atMost) throws InterruptedException {
    try {
      return placement.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A placement is never a failure", e);
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
}
