package io.jumun.benchmarks.load;

import java.util.concurrent.Executors;
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
   */
  public Tally run(IntFunction<Requests> requests, Window window) throws InterruptedException {
    var tally = new Tally();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients; i++) {
        var client = new Client(endpoints, i);
        var own = requests.apply(i);
        var _ = threads.submit(() -> order(client, own, tally));
      }
      TimeUnit.NANOSECONDS.sleep(window.settle().toNanos());
      window.atStart().run();
      long start = System.nanoTime();
      tally.startWindow(start);
      tally.endWindow(start + window.length().toNanos());
      TimeUnit.NANOSECONDS.sleep(window.length().toNanos());
      over = true;
    }
    return tally;
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
