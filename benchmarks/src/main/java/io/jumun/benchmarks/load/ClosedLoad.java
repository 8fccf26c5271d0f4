package io.jumun.benchmarks.load;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** So many clients, each of which sends its next request when it has the answer to the last. */
public final class ClosedLoad {

  private final Endpoints endpoints;
  private final int clients;
  private volatile boolean over;

  public ClosedLoad(Endpoints endpoints, int clients) {
    this.endpoints = endpoints;
    this.clients = clients;
  }

  /**
   * Returns when all have their last answer.
   *
   * @param requests of each client, by its number
   * @throws IllegalStateException when a client gave up: fewer would be measured than asked for
   */
  public Tally run(IntFunction<Requests> requests, Window window) throws InterruptedException {
    var tally = new Tally();
    var running = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (int i = 0; i < clients; i++) {
          var client = new Client(endpoints, i);
          var own = requests.apply(i);
          running.add(threads.submit(() -> order(client, own, tally)));
        }
        measure(window, tally);
      } finally {
        over = true; // also after a failure: the clients are waited for
      }
    }
    Outcomes.require(running);
    return tally;
  }

  private static void measure(Window window, Tally tally) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(window.settle().toNanos());
    window.atStart().run();
    long start = System.nanoTime();
    tally.startWindow(start);
    tally.endWindow(start + window.length().toNanos());
    TimeUnit.NANOSECONDS.sleep(window.length().toNanos());
  }

  private void order(Client client, Requests requests, Tally tally) {
    try (client) {
      while (!over) {
        var request = requests.next();
        long sent = System.nanoTime();
        var answer = client.send(request);
        long answered = System.nanoTime();
        tally.add(request, answer, answered, answered - sent);
      }
    }
  }
}
