package io.jumun.faults.proxy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes one COMMIT out of all that pass, whichever connection it is on. */
final class CommitCut {

  private final CommitMoment moment;
  private final AtomicInteger toPass;
  private final CompletableFuture<Void> happened = new CompletableFuture<>();

  CommitCut(CommitMoment moment, int skip) {
    this.moment = moment;
    this.toPass = new AtomicInteger(skip);
  }

  /** True once, for the COMMIT whose connection is to be cut. */
  boolean claim() {
    return toPass.getAndUpdate(left -> Math.max(left - 1, -1)) == 0;
  }

  CommitMoment moment() {
    return moment;
  }

  CompletableFuture<Void> happened() {
    return happened;
  }
}
