package io.jumun.benchmarks.load;

import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests that arrive at a constant rate, however slow the answers are. Latency counts from when a
 * request was to start, so that a system that stalls cannot hide the time in which nothing was sent
 * to it.
 */
public final class OpenLoad {

  private final Endpoints endpoints;
  private final Schedule schedule;
  private final ConcurrentLinkedDeque<Client> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger opened = new AtomicInteger();
  private volatile boolean over;

  public OpenLoad(Endpoints endpoints, Schedule schedule) {
    this.endpoints = endpoints;
    this.schedule = schedule;
  }

  /**
   * Returns when every request has its answer.
   *
   * @throws IllegalStateException when one was not even sent
   */
  public Tally run(Requests requests, Window window) {
    var tally = new Tally();
    long begin = System.nanoTime();
    long start = begin + window.settle().toNanos();
    long end = start + window.length().toNanos();
    tally.startWindow(start);
    tally.endWindow(end);
    long count = schedule.within(end - begin);
    boolean started = false;
    var running = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long i = 0; i < count && !over; i++) {
        long intended = begin + schedule.offsetNanos(i);
        if (!started && intended >= start) {
          running.add(threads.submit(window.atStart())); // beside: nobody is to start late for it
          started = true;
        }
        var request = requests.next();
        await(intended);
        running.add(threads.submit(() -> send(request, intended, tally)));
      }
    } finally {
      idle.forEach(Client::close);
    }
    Outcomes.require(running);
    return tally;
  }

  /** No more requests start from now on. */
  public void stop() {
    over = true;
  }

  private void send(Request request, long intended, Tally tally) {
    var pooled = idle.pollFirst();
    var client = pooled == null ? new Client(endpoints, opened.getAndIncrement()) : pooled;
    var answer = client.send(request);
    tally.add(request, answer, intended, System.nanoTime() - intended);
    idle.addFirst(client);
  }

  private static void await(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
