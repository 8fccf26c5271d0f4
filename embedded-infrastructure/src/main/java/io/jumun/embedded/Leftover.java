package io.jumun.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server that outlived the JVM that started it. */
final class Leftover {

  private static final Logger log = LoggerFactory.getLogger(Leftover.class);
  private static final int PATIENCE_SECONDS = 30;

  private Leftover() {}

  /** Stops the server that runs on the data directory, where there is one. */
  static void stop(Path dataDirectory) {
    var pidFile = dataDirectory.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().trim());
      var server = ProcessHandle.of(pid).filter(process -> servesFrom(dataDirectory, process));
      if (server.isPresent()) {
        log.warn("Stopping a PostgreSQL server (pid {}) left over from an earlier run", pid);
        server.get().destroy();
        var _ = server.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while stopping a leftover server", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("A PostgreSQL server left over does not stop", e);
    }
  }

  /** A stale file may name a process that is somebody else's by now. */
  private static boolean servesFrom(Path dataDirectory, ProcessHandle process) {
    return process.info().command().orElse("").endsWith("postgres")
        && process.info().commandLine().orElse("").contains(dataDirectory.toString());
  }
}
