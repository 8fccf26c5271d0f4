package io.jumun.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Finds out whether a system that says it is ready sells. */
public final class Probe {

  private static final int IN_A_ROW = 3;

  private Probe() {}

  /** Returns when three orders one after another were answered right. */
  public static Tally awaitRightAnswers(Endpoints endpoints, Requests requests, Duration patience)
      throws InterruptedException {
    var tally = new Tally();
    long deadline = System.nanoTime() + patience.toNanos();
    try (var client = new Client(endpoints, 0)) {
      for (int right = 0; right < IN_A_ROW; ) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("No right answers: " + tally.samples());
        }
        long before = tally.right();
        var request = requests.next();
        tally.add(request, client.send(request), 0, 0);
        right = tally.right() > before ? right + 1 : 0;
        if (right == 0) {
          TimeUnit.MILLISECONDS.sleep(200);
        }
      }
    }
    return tally;
  }
}
