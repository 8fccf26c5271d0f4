package io.jumun.benchmarks.load;

import java.util.List;
import java.util.concurrent.Future;

/** What became of work that was handed to other threads. */
final class Outcomes {

  private Outcomes() {}

  /**
   * @param done all of it has ended
   * @throws IllegalStateException when some of it failed, with the first reason
   */
  static void require(List<Future<?>> done) {
    for (var work : done) {
      if (work.state() == Future.State.FAILED) {
        throw new IllegalStateException("The load failed", work.exceptionNow());
      }
    }
  }
}
