package io.jumun.benchmarks.baseline.batched;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** Requests that arrive while a committer is busy go into the next transaction together. */
final class GroupCommit<Q, A> {

  private final BlockingQueue<Waiting<Q, A>> arrivals = new LinkedBlockingQueue<>();
  private final int maxCommit;
  private final Function<List<Q>, List<A>> commit;

  /**
   * @param commit one answer per request, in their order
   */
  GroupCommit(String name, int committers, int maxCommit, Function<List<Q>, List<A>> commit) {
    this.maxCommit = maxCommit;
    this.commit = commit;
    for (int i = 0; i < committers; i++) {
      Thread.ofPlatform().daemon().name(name + "-" + i).start(this::run);
    }
  }

  /** Returns when the request is committed. */
  A submit(Q request) {
    var waiting = new Waiting<Q, A>(request, new CompletableFuture<>());
    arrivals.add(waiting);
    try {
      return waiting.answer().join();
    } catch (CompletionException e) {
      throw new IllegalStateException("The batch was not committed", e.getCause());
    }
  }

  private void run() {
    try {
      while (true) {
        var batch = new ArrayList<Waiting<Q, A>>();
        batch.add(arrivals.take());
        arrivals.drainTo(batch, maxCommit - 1);
        answer(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(List<Waiting<Q, A>> batch) {
    try {
      var answers = commit.apply(batch.stream().map(Waiting::request).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(answers.get(i));
      }
    } catch (RuntimeException e) {
      batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
    }
  }

  private record Waiting<Q, A>(Q request, CompletableFuture<A> answer) {}
}
