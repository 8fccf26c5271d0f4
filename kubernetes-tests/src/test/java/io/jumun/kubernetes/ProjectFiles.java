package io.jumun.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.Pattern;

/** Files of the project that manifests have to agree with. */
final class ProjectFiles {

  private ProjectFiles() {}

  static String read(String file) {
    try {
      return Files.readString(Manifests.PROJECT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String firstMatch(String file, String pattern) {
    var found = Pattern.compile(pattern).matcher(read(file));
    if (!found.find()) {
      throw new IllegalStateException(file + " has no " + pattern);
    }
    return found.group(1);
  }
}
