package io.jumun.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps two stacks off one data directory; ends with the process, however that ends. */
record DataLock(FileChannel file) implements AutoCloseable {

  /**
   * @throws IllegalStateException when another stack runs on the directory
   */
  static DataLock acquire(Path data) {
    try {
      Files.createDirectories(data);
      var file =
          FileChannel.open(
              data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = file.tryLock();
      if (lock == null) {
        file.close();
        throw new IllegalStateException(
            "Another shop runs on %s. Stop it, or give this one a directory of its own with --data=…"
                .formatted(data));
      }
      return new DataLock(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use " + data, e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
