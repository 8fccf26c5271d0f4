package io.jumun.faults.inside;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Lines for the parent process, marked with ## and on stdout. Past System.out, whose lock another
 * thread may hold just now; and after a line break, because a log line may not have ended yet.
 */
final class Say {

  @SuppressWarnings("resource") // is open as long as the process lives
  private static final FileOutputStream stdout = new FileOutputStream(FileDescriptor.out);

  private Say() {}

  static void line(String line) {
    try {
      stdout.write(("\n##" + line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
