package io.jumun.outbox.relay;

import io.jumun.outbox.CommitListener;
import io.jumun.outbox.clock.ClockSetBack;
import io.jumun.outbox.relay.RelayStatus.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Keeps one engine running among all replicas: leads where the slot is free, stands by where it is
 * not, and starts again after every failure.
 */
final class RelaySupervisor implements SmartInitializingSingleton, SmartLifecycle, CommitListener {

  private static final Logger log = LoggerFactory.getLogger(RelaySupervisor.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final SlotRepository slots;
  private final RetainedRows retained;
  private final RelayEngine engine;
  private final Supplier<Optional<SlotLock>> locks;
  private final Supplier<EventPublisher> publishers;
  private final RelayProperties settings;
  private final RelayMeters meters;
  private final Clock clock;
  private final UnreadCommits unread = new UnreadCommits();
  private volatile RelayStatus status;
  private volatile boolean running;
  private volatile boolean outdated;
  private @Nullable Thread thread;

  RelaySupervisor(
      SlotRepository slots,
      RetainedRows retained,
      RelayEngine engine,
      Supplier<Optional<SlotLock>> locks,
      Supplier<EventPublisher> publishers,
      RelayProperties settings,
      RelayMeters meters,
      Clock clock) {
    this.slots = slots;
    this.retained = retained;
    this.engine = engine;
    this.locks = locks;
    this.publishers = publishers;
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
    this.status = new RelayStatus(Role.STARTING, clock.instant(), null);
    meters.watchLeadership(() -> status.role() == Role.LEADING);
  }

  /**
   * Rows written before the slot exists are never seen by it, so it comes before everything else.
   */
  @Override
  public void afterSingletonsInstantiated() {
    try (var _ = locks.get().orElse(null)) {
      slots.ensureExists();
    }
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("outbox-relay").start(this::supervise);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Started before and stopped after whatever writes to the outbox. */
  @Override
  public int getPhase() {
    return 1;
  }

  @Override
  public void stop() {
    running = false;
    var supervising = thread;
    if (supervising == null) {
      return;
    }
    long deadline = System.nanoTime() + LONGEST_STOP.toNanos();
    try {
      while (supervising.isAlive() && System.nanoTime() < deadline) {
        endEngine();
        supervising.join(Duration.ofMillis(200));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (supervising.isAlive()) {
      log.warn(
          "The relay did not stop in {}; the slot is freed when its connection ends", LONGEST_STOP);
      supervising.interrupt();
    }
  }

  /**
   * The next engine comes with a new producer.
   *
   * @throws RelayException when the engine cannot be ended just now
   */
  @EventListener(ClockSetBack.class)
  void startAgain() {
    outdated = true; // for an engine that is about to start
    engine.close();
  }

  private void endEngine() {
    try {
      engine.close();
    } catch (RelayException e) {
      log.debug("The engine is closed at the next try", e);
    }
  }

  @Override
  public void onCommit() {
    unread.committed();
  }

  RelayStatus status() {
    return status;
  }

  private void supervise() {
    int failures = 0;
    while (running) {
      try {
        if (leadUnlessAnotherDoes()) {
          failures = 0;
        }
        pause(settings.standbyPoll());
      } catch (InterruptedException e) {
        log.debug("Interrupted", e); // the loop ends when it is told to
      } catch (RuntimeException | Error e) {
        if (status.role() == Role.LEADING) {
          failures = 0;
        }
        failed(e);
        pauseAfterFailure(failures++);
      }
    }
  }

  /** Returns false where another replica leads, true when this one has led and was told to stop. */
  private boolean leadUnlessAnotherDoes() throws InterruptedException {
    var lock = locks.get();
    if (lock.isEmpty()) {
      become(Role.STANDBY, null);
      return false;
    }
    try (var whileStarting = lock.get()) {
      slots.ensureExists();
      var slot = slots.find().orElseThrow(() -> new RelayException("The slot has vanished"));
      meters.lag(slot.lagBytes());
      if (slot.active()) {
        become(Role.STANDBY, null);
        return false;
      }
      lead(slot, whileStarting);
    }
    return true;
  }

  private void lead(Slot slot, SlotLock whileStarting) throws InterruptedException {
    outdated = false;
    try (var publisher = publishers.get()) {
      if (slots.mustRepublish(slot)) {
        republish(publisher);
      }
      if (!slots.startingAt(slot)) {
        throw new RelayException("The slot was taken or replaced meanwhile");
      }
      try (var session =
          new RelaySession(
              slots.name(),
              unread,
              settings.idlePoll(),
              settings.unhurried(),
              () -> {
                if (outdated) {
                  throw new RelayException("The clock was set back while the relay started");
                }
                slots.verifyResumedAt(slot.confirmed());
                become(Role.LEADING, null);
                whileStarting.close();
              })) {
        engine.run(session, publisher);
      }
    }
  }

  private void republish(EventPublisher publisher) throws InterruptedException {
    log.warn("Slot {} is new: publishing what may be missing from the table", slots.name());
    slots.awaitRunningTransactions();
    long rows = retained.publish(publisher);
    meters.republished(rows);
    log.info("Published {} rows from the table", rows);
  }

  private void failed(Throwable e) {
    var reason = rootCause(e);
    if (reason.toLowerCase(Locale.ROOT).contains("is active for pid")) {
      become(Role.STANDBY, null); // another replica was faster
      return;
    }
    if (!running) {
      return;
    }
    meters.restarted();
    log.warn("The relay stopped and will be started again: {}", reason);
    log.debug("The relay stopped", e);
    become(Role.FAILING, reason);
  }

  private static String rootCause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }

  private void become(Role role, @Nullable String problem) {
    var before = status;
    if (before.role() != role) {
      log.info("Relay of slot {}: {}", slots.name(), role);
      status = new RelayStatus(role, clock.instant(), problem);
    } else {
      status = new RelayStatus(role, before.since(), problem);
    }
  }

  private void pauseAfterFailure(int failures) {
    try {
      pause(Duration.ofMillis(100L << Math.min(failures, 6)));
    } catch (InterruptedException e) {
      log.debug("Interrupted", e); // the loop ends when it is told to
    }
  }

  private void pause(Duration wanted) throws InterruptedException {
    var left = wanted.compareTo(LONGEST_PAUSE) < 0 ? wanted : LONGEST_PAUSE;
    long deadline = System.nanoTime() + left.toNanos();
    while (running && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
