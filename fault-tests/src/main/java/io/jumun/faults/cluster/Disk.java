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

  /** It may grow between a look and what follows from it. */
  private static final int ATTEMPTS = 100;

  private final Path directory;
  private final String size;
  private final boolean mounted;

  private Disk(Path directory, String size, boolean mounted) {
    this.directory = directory;
    this.size = size;
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
        size,
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

  /**
   * Makes it as small as what is on it. Nothing is written, as that much memory takes a minute to
   * get on a virtual machine.
   */
  public void fill() {
    if (!mounted) {
      throw new IllegalStateException(directory + " is not a file system of its own");
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (resize(Long.toString(used()))) {
        return;
      }
    }
    throw new IllegalStateException(directory + " grows faster than it can be filled");
  }

  public void clear() {
    if (!resize(size)) {
      throw new IllegalStateException(directory + " does not get its room back");
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

  private boolean resize(String wanted) {
    return run("mount", "-o", "remount,size=" + wanted, directory.toString());
  }

  private long used() {
    try {
      var store = Files.getFileStore(directory);
      return store.getTotalSpace() - store.getUnallocatedSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
