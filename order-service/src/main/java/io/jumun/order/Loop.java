package io.jumun.order;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Repeats a step on threads of its own for as long as the application runs. A failure is logged and
 * does not end it. Starts before and stops after all that takes requests or events.
 */
public final class Loop implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

  private final String name;
  private final int count;
  private final Duration pause;
  private final Step step;
  private volatile List<Thread> threads = List.of();

  public Loop(String name, int count, Duration pause, Step step) {
    this.name = name;
    this.count = count;
    this.pause = pause;
    this.step = step;
  }

  @Override
  public void start() {
    threads =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> Thread.ofPlatform().daemon().name(name + "-" + i).start(this::repeat))
            .toList();
  }

  @Override
  public void stop() {
    var running = threads;
    threads = List.of();
    running.forEach(Thread::interrupt);
    try {
      for (var thread : running) {
        thread.join(LONGEST_STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return !threads.isEmpty();
  }

  @Override
  public int getPhase() {
    return 0;
  }

  private void repeat() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(once() ? pause : PAUSE_AFTER_FAILURE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean once() throws InterruptedException {
    try {
      step.run();
      return true;
    } catch (RuntimeException e) {
      if (isRunning()) {
        log.warn("{} failed and goes on: {}", name, e.toString());
      }
      return false;
    }
  }

  /** What is repeated. */
  @FunctionalInterface
  public interface Step {

    void run() throws InterruptedException;
  }
}
