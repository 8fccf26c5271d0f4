package io.jumun.outbox.clock;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Notices when the wall clock is set back, by a clock that never is. */
final class ClockWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);

  /** So long may a client wait for it; more is worth an interruption. */
  private static final Duration TOLERATED = Duration.ofSeconds(2);

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private final Clock wall;
  private final LongSupplier steadyNanos;
  private final Consumer<ClockSetBack> whenSetBack;
  private long ahead;
  private @Nullable ClockSetBack unfinished;
  private @Nullable ScheduledExecutorService scheduler;

  /**
   * @param steadyNanos as {@link System#nanoTime()}
   */
  ClockWatch(Clock wall, LongSupplier steadyNanos, Consumer<ClockSetBack> whenSetBack) {
    this.wall = wall;
    this.steadyNanos = steadyNanos;
    this.whenSetBack = whenSetBack;
    this.ahead = difference();
  }

  /** Tells of it until all could do what it asks of them. */
  void look() {
    long now = difference();
    var back = Duration.ofMillis(ahead - now);
    ahead = now;
    if (back.compareTo(TOLERATED) > 0) {
      log.warn("The clock was set back by {}: clients that keep time by it are replaced", back);
      unfinished = new ClockSetBack(back);
    }
    var telling = unfinished;
    if (telling != null) {
      whenSetBack.accept(telling);
      unfinished = null;
    }
  }

  private long difference() {
    return wall.millis() - TimeUnit.NANOSECONDS.toMillis(steadyNanos.getAsLong());
  }

  @Override
  public void start() {
    var looking =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock-watch").factory());
    scheduler = looking;
    var _ =
        looking.scheduleWithFixedDelay(
            this::lookAndGoOn, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void lookAndGoOn() {
    try {
      look();
    } catch (RuntimeException e) {
      log.error("Not every client could be replaced; this is tried again", e);
    }
  }

  @Override
  public void stop() {
    var looking = scheduler;
    if (looking == null) {
      return;
    }
    scheduler = null;
    looking.shutdownNow();
    try {
      if (!looking.awaitTermination(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
        log.warn("Clients are still being replaced");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return scheduler != null;
  }

  /** Stopped before the listeners are, so that it does not start them again. */
  @Override
  public int getPhase() {
    return 11;
  }
}
