package io.jumun.faults.planted;

import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.PatchFailedException;
import com.github.difflib.unifieddiff.UnifiedDiffFile;
import com.github.difflib.unifieddiff.UnifiedDiffReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A production file as a patch leaves it.
 *
 * @param module the module's directory
 * @param path within the module's sources or resources
 * @param original null for a file that the patch adds
 */
record PatchedFile(
    String module, Kind kind, String path, @Nullable List<String> original, List<String> patched) {

  enum Kind {
    SOURCE("/src/main/java/"),
    RESOURCE("/src/main/resources/");

    private final String root;

    Kind(String root) {
      this.root = root;
    }
  }

  private static final String NO_FILE = "/dev/null";

  /**
   * Applies a patch to the files of the repository, and changes none of them.
   *
   * @throws IllegalStateException when it does not fit
   */
  static List<PatchedFile> of(Path repository, Path patch) {
    try (var stream = Files.newInputStream(patch)) {
      var files = UnifiedDiffReader.parseUnifiedDiff(stream).getFiles();
      if (files.isEmpty()) {
        throw new IllegalStateException("It changes no file");
      }
      return files.stream().map(file -> apply(repository, file)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new IllegalStateException("%s: %s".formatted(patch.getFileName(), e.getMessage()), e);
    }
  }

  private static PatchedFile apply(Path repository, UnifiedDiffFile file) {
    var name = file.getToFile();
    if (name.equals(NO_FILE)) {
      throw new IllegalStateException("A class path cannot hide a file: " + file.getFromFile());
    }
    if (file.getPatch().getDeltas().isEmpty()) {
      throw new IllegalStateException("It changes nothing in " + name);
    }
    var original = file.getFromFile().equals(NO_FILE) ? null : read(repository.resolve(name));
    var patched = original == null ? added(file) : changed(original, file);
    for (var kind : Kind.values()) {
      int root = name.indexOf(kind.root);
      if (root > 0) {
        var path = name.substring(root + kind.root.length());
        return new PatchedFile(name.substring(0, root), kind, path, original, patched);
      }
    }
    throw new IllegalStateException("No production file: " + name);
  }

  /** A hunk may have moved, but every line of its context must be there. */
  private static List<String> changed(List<String> original, UnifiedDiffFile file) {
    try {
      return file.getPatch().applyFuzzy(original, 0);
    } catch (PatchFailedException e) {
      throw new IllegalStateException("It does not fit " + file.getToFile(), e);
    }
  }

  private static List<String> added(UnifiedDiffFile file) {
    return file.getPatch().getDeltas().stream()
        .map(AbstractDelta::getTarget)
        .flatMap(lines -> lines.getLines().stream())
        .toList();
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
