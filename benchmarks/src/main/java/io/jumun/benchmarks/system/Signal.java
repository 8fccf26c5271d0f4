package io.jumun.benchmarks.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Tells processes to stand still, go on, or end. */
enum Signal {
  STOP,
  CONT,
  TERM;

  /**
   * @param pids those that are gone are left out
   * @throws IllegalStateException when one that is there cannot be told
   */
  void sendTo(List<Long> pids) {
    for (long pid : pids) {
      if (send(pid) != 0 && ProcessHandle.of(pid).isPresent()) {
        throw new IllegalStateException("Cannot send %s to process %d".formatted(this, pid));
      }
    }
  }

  private int send(long pid) {
    try {
      return new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while sending a signal", e);
    }
  }
}
