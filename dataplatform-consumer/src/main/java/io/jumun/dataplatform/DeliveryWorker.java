package io.jumun.dataplatform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Keeps deliveries under way: of orders that this replica stores, as long as there is room, and of
 * rows that are due. One thread claims those and records results, many rows at a time when there
 * are many; every delivery has a virtual thread of its own, and none of these touches the database.
 */
@Component
class DeliveryWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration GATHERING = Duration.ofMillis(50);

  private final DeliveryQueue queue;
  private final DeliveryAttempt attempt;
  private final DataPlatform platform;
  private final DeliveryMetrics metrics;
  private final DeliveryProperties settings;

  private final Semaphore wakeUps = new Semaphore(0);
  private final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private final ThreadFactory threads = Thread.ofVirtual().name("delivery-", 0).factory();

  /** Places for deliveries: one is taken from the claim until the result is recorded. */
  private final Semaphore free;

  /** Whether rows may be due that nobody has claimed. They come before those that come now. */
  private volatile boolean rowsWait = true;

  /** Of the loop's thread only: not recorded yet. */
  private final List<Result> finished = new ArrayList<>();

  /** Of the loop's thread only. */
  private long lookedAt = System.nanoTime();

  private volatile boolean running;
  private volatile @Nullable Thread loop;

  DeliveryWorker(
      DeliveryQueue queue,
      DeliveryAttempt attempt,
      DataPlatform platform,
      DeliveryMetrics metrics,
      DeliveryProperties settings) {
    this.queue = queue;
    this.attempt = attempt;
    this.platform = platform;
    this.metrics = metrics;
    this.settings = settings;
    this.free = new Semaphore(settings.concurrency());
  }

  /**
   * Places for orders that the current transaction is about to store; none while the platform is
   * away, or while others have waited longer.
   */
  Reservation reserve(int most) {
    boolean open = running && !rowsWait && platform.circuit() == DataPlatform.Circuit.CLOSED;
    return new Reservation(open ? take(most) : 0);
  }

  @TransactionalEventListener
  void onDue(DeliveriesDue event) {
    lookForRows();
  }

  private void lookForRows() {
    rowsWait = true;
    wakeUps.release();
  }

  @Override
  public void start() {
    running = true;
    loop = Thread.ofVirtual().name("deliveries").start(this::run);
  }

  /** What is under way may end, for a while; what does not is claimed again when its lease ends. */
  @Override
  public void stop(Runnable stopped) {
    running = false;
    wakeUps.release();
    Thread.ofVirtual()
        .start(
            () -> {
              awaitEnd();
              stopped.run();
            });
  }

  private void awaitEnd() {
    var ending = loop;
    try {
      if (ending != null && !ending.join(PATIENCE)) {
        ending.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the listeners start, until after they have stopped. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void run() {
    try {
      while (running || underWay() > 0) {
        turn();
        if (wakeUps.tryAcquire(nanosToLook(), TimeUnit.NANOSECONDS)) {
          gather();
          wakeUps.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until half of what may be under way has something to record, the first of which has been
   * taken, or for a while: nobody waits for a delivery, and many cost a statement as much as one.
   */
  private void gather() throws InterruptedException {
    int others = Math.max(0, settings.concurrency() / 2 - 1);
    var _ = wakeUps.tryAcquire(others, GATHERING.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What cannot be recorded now stays in {@code finished}, and its place taken, for the next. */
  private void turn() {
    for (var result = results.poll(); result != null; result = results.poll()) {
      finished.add(result);
    }
    boolean looks = running && (rowsWait || isTimeToLook());
    int room = looks ? room(underWay() - finished.size()) : 0;
    int taken = take(room - finished.size());
    int held = finished.size() + taken;
    int most = Math.min(room, held);
    if (held == 0) {
      return;
    }
    if (most > 0) {
      rowsWait = false; // before the look: what is stored during it may escape it
    }
    try {
      var exchange = queue.exchange(finished, most, settings.lease());
      count(exchange.recorded());
      finished.clear();
      exchange.claimed().forEach(this::begin);
      giveBack(held - exchange.claimed().size());
      if (looks) {
        looked(exchange.claimed().size() == most);
      }
    } catch (RuntimeException e) {
      giveBack(taken);
      rowsWait = true;
      log.warn("The deliveries' database cannot be used, trying again: {}", e.toString());
    }
  }

  private void looked(boolean thereMayBeMore) {
    lookedAt = System.nanoTime();
    if (thereMayBeMore) {
      rowsWait = true;
    }
  }

  /** Rows become due by time, or because whoever had claimed them is gone. */
  private boolean isTimeToLook() {
    return System.nanoTime() - lookedAt >= settings.pollInterval().toNanos();
  }

  /** Where it is time already, there is no room, or no platform. */
  private long nanosToLook() {
    long interval = settings.pollInterval().toNanos();
    long left = interval - (System.nanoTime() - lookedAt);
    return left > 0 ? left : interval;
  }

  private void count(Set<UUID> recorded) {
    finished.stream()
        .filter(result -> recorded.contains(result.claim().order().eventId()))
        .forEach(result -> metrics.count(result.verdict()));
  }

  /** While the platform is away nothing is claimed, and one at a time to see whether it is back. */
  private int room(int others) {
    return switch (platform.circuit()) {
      case OPEN -> 0;
      case HALF_OPEN -> 1 - Math.min(1, others);
      case CLOSED -> settings.concurrency() - others;
    };
  }

  private int underWay() {
    return settings.concurrency() - free.availablePermits();
  }

  /**
   * @return how many of them were free
   */
  private int take(int most) {
    int taken = 0;
    while (taken < most && free.tryAcquire()) {
      taken++;
    }
    return taken;
  }

  private void giveBack(int taken) {
    free.release(taken);
  }

  /** Its place is taken. */
  private void begin(Claim claim) {
    threads
        .newThread(
            () -> {
              results.add(new Result(claim, attempt.make(claim)));
              wakeUps.release();
            })
        .start();
  }

  /** Places that are kept until the transaction that uses them has ended. */
  final class Reservation implements TransactionSynchronization {

    /** A delivery that begins later could outlive its lease, of which it needs half. */
    private static final int BEGINS_WITHIN = 4;

    private final int places;
    private final long since = System.nanoTime();
    private DeliveryQueue.Stored stored = new DeliveryQueue.Stored(List.of(), 0);

    private Reservation(int places) {
      this.places = places;
    }

    int places() {
      return places;
    }

    void fill(DeliveryQueue.Stored orders) {
      stored = orders;
    }

    /** Whether a commit that nobody has heard of took place does not matter: leases run out. */
    @Override
    public void afterCompletion(int status) {
      boolean committed = status == STATUS_COMMITTED;
      var claimed = committed && isInTime() ? stored.claimed() : List.<Claim>of();
      claimed.forEach(DeliveryWorker.this::begin);
      giveBack(places - claimed.size());
      if (committed && stored.unclaimed() > 0) {
        rowsWait = true;
      }
      if (rowsWait) {
        wakeUps.release(); // also for others' rows, which may have missed these places
      }
    }

    private boolean isInTime() {
      return System.nanoTime() - since < settings.lease().toNanos() / BEGINS_WITHIN;
    }
  }
}
