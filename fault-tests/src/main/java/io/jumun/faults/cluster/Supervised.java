package io.jumun.faults.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process that is started again whenever it ends unasked, as an orchestrator would. */
public final class Supervised {

  private static final Duration RESTART_AFTER = Duration.ofMillis(500);

  /** The first change of the clock rewrites classes, on a machine that has other things to do. */
  private static final Duration COMMAND_DONE_WITHIN = Duration.ofMinutes(3);

  private final String name;
  private final Supplier<JavaProcess> starter;
  private boolean wanted;
  private int restarts;
  private @Nullable JavaProcess process;

  Supervised(String name, Supplier<JavaProcess> starter) {
    this.name = name;
    this.starter = starter;
  }

  public String name() {
    return name;
  }

  /** How often it ended unasked. */
  public synchronized int restarts() {
    return restarts;
  }

  public synchronized void start() {
    wanted = true;
    if (process == null || !process.isAlive()) {
      launch();
    }
  }

  public void awaitStarted(Duration patience) throws InterruptedException {
    current().awaitStarted(patience);
  }

  /** {@code kill -9}; it is started again. */
  public void kill() {
    current().kill();
  }

  /** {@code kill -9}; it stays away until it is started. */
  public void killForNow() {
    JavaProcess running;
    synchronized (this) {
      wanted = false;
      running = process;
    }
    if (running != null) {
      running.kill();
    }
  }

  public void freeze() {
    current().freeze();
  }

  public void thaw() {
    current().thaw();
  }

  String complaints() {
    return current().complaints();
  }

  void dumpThreads() {
    var running = current();
    if (running.isAlive()) {
      running.dumpThreads();
    }
  }

  /**
   * For {@code ServiceMain}, which says what it knows. Returns when the process has done it.
   *
   * @throws IllegalStateException when it could not, or does not say so
   */
  public void command(String line) throws InterruptedException {
    var process = current();
    var done = process.hear("ok " + line);
    process.command(line);
    try {
      done.get(COMMAND_DONE_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("%s did not do: %s".formatted(name, line), e);
    }
  }

  /**
   * Makes the process that runs now halt at a crash point.
   *
   * @param skip how often it is passed unharmed
   * @return completes with the exit code when the process has died there; exceptionally when it
   *     could not be told, or ended otherwise
   */
  public CompletableFuture<Integer> crash(String point, int skip) {
    var process = current();
    var reached = process.hear("crashed " + point);
    process.command("crash %s %d".formatted(point, skip));
    return reached.thenCompose(_ -> process.onExit());
  }

  public void stop() {
    JavaProcess running;
    synchronized (this) {
      wanted = false;
      running = process;
    }
    if (running != null) {
      running.stop();
    }
  }

  private synchronized JavaProcess current() {
    if (process == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return process;
  }

  private synchronized void launch() {
    var started = starter.get();
    process = started;
    var _ =
        started
            .onExit()
            .thenRunAsync(
                () -> restart(started),
                CompletableFuture.delayedExecutor(RESTART_AFTER.toMillis(), TimeUnit.MILLISECONDS));
  }

  private synchronized void restart(JavaProcess ended) {
    if (wanted && process == ended) {
      restarts++;
      launch();
    }
  }
}
