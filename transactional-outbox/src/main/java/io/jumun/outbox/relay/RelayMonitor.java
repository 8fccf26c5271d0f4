package io.jumun.outbox.relay;

import io.jumun.outbox.relay.RelayStatus.Role;
import io.jumun.outbox.relay.SlotRepository.Progress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the slot moving, remembers how far publishing has come, and keeps the partitions in order.
 */
final class RelayMonitor implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RelayMonitor.class);
  private static final Duration UPKEEP = Duration.ofHours(1);

  private final RelaySupervisor supervisor;
  private final SlotRepository slots;
  private final OutboxPartitions partitions;
  private final RelayMeters meters;
  private final Duration heartbeat;
  private @Nullable ScheduledExecutorService scheduler;
  private @Nullable Progress awaited;

  RelayMonitor(
      RelaySupervisor supervisor,
      SlotRepository slots,
      OutboxPartitions partitions,
      RelayMeters meters,
      Duration heartbeat) {
    this.supervisor = supervisor;
    this.slots = slots;
    this.partitions = partitions;
    this.meters = meters;
    this.heartbeat = heartbeat;
  }

  @Override
  public void start() {
    partitions.createUpcoming();
    scheduler =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbox-monitor").factory());
    every(heartbeat, this::beat);
    every(UPKEEP, this::upkeep);
  }

  @Override
  public void stop() {
    if (scheduler != null) {
      scheduler.shutdownNow();
      scheduler = null;
    }
  }

  @Override
  public boolean isRunning() {
    return scheduler != null;
  }

  @Override
  public int getPhase() {
    return 2;
  }

  private void every(Duration period, Runnable task) {
    if (scheduler != null) {
      var _ =
          scheduler.scheduleWithFixedDelay(
              () -> {
                try {
                  task.run();
                } catch (RuntimeException e) {
                  log.warn("Tried again in {}: {}", period, e.toString());
                }
              },
              period.toMillis(),
              period.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  private void beat() {
    slots.find().ifPresent(slot -> meters.lag(slot.lagBytes()));
    if (supervisor.status().role() != Role.LEADING) {
      awaited = null;
      return;
    }
    if (awaited == null || slots.rememberPublished(awaited)) {
      awaited = slots.progress();
    }
    slots.heartbeat();
  }

  private void upkeep() {
    partitions.createUpcoming();
    if (supervisor.status().role() == Role.LEADING) {
      partitions.dropExpired();
    }
  }
}
