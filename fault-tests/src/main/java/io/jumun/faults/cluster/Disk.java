package io.jumun.faults.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a server keeps its data: a small file system in memory that can be filled up, where this
 * process may mount one; else an ordinary directory.
 */
public final class Disk implements AutoCloseable {

  private final Path directory;
  private final boolean mounted;

  private Disk(Path directory, boolean mounted) {
    this.directory = directory;
    this.mounted = mounted;
  }

  Path directory() {
    return directory;
  }

  static Disk prepare(Path directory, String size) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Disk(
        directory,
        run(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            "size=" + size + ",mode=0777",
            "tmpfs",
            directory.toString()));
  }

  /** False where nothing can be mounted; then it cannot be filled without harm to others. */
  public boolean canBeFilled() {
    return mounted;
  }

  public void fill() {
    if (!mounted) {
      throw new IllegalStateException(directory + " is not a file system of its own");
    }
    try {
      run("fallocate", "-l", Long.toString(free()), ballast().toString());
      try (var rest = Files.newOutputStream(directory.resolve("ballast-rest"))) {
        var block = new byte[4096];
        while (free() > 0) {
          rest.write(block);
        }
      }
    } catch (IOException e) {
      if (free() > 4096) {
        throw new UncheckedIOException(e);
      } // else it is as full as it was meant to be
    }
  }

  public void clear() {
    try {
      Files.deleteIfExists(ballast());
      Files.deleteIfExists(directory.resolve("ballast-rest"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (mounted) {
      release(directory);
    }
  }

  /** Gives back what was mounted there; does nothing where nothing was. */
  static void release(Path directory) {
    run("umount", "-l", directory.toString());
  }

  private long free() {
    return directory.toFile().getUsableSpace();
  }

  private Path ballast() {
    return directory.resolve("ballast");
  }

  private static boolean run(String... command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // no such program here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command[0], e);
    }
  }
}
