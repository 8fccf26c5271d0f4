package io.jumun.faults.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;

/** POSIX signals, which Java cannot send. */
enum Signals {
  /** Freezes a process: its sockets stay open, nobody answers. */
  STOP,
  CONT,
  /** Asks a process to end. */
  TERM,
  /** For PostgreSQL: stop at once, without a checkpoint. For Java: print what all threads do. */
  QUIT;

  void send(long pid) {
    try {
      var kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid)).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("Cannot send %s to process %d".formatted(name(), pid));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while sending a signal", e);
    }
  }
}
