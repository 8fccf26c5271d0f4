package io.jumun.faults.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All bugs that there are to plant. */
public final class PlantedBugs {

  private static final Path DIRECTORY = Path.of("fault-tests", "src", "planted-bugs");

  private final Path repository;
  private final List<PlantedBug> all;

  private PlantedBugs(Path repository) {
    this.repository = repository;
    try (var files = Files.list(repository.resolve(DIRECTORY))) {
      this.all =
          files
              .filter(file -> file.toString().endsWith(PlantedBug.SUFFIX))
              .sorted()
              .map(PlantedBug::read)
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the repository that the working directory is in. */
  public static PlantedBugs here() {
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(DIRECTORY))) {
        return new PlantedBugs(at);
      }
    }
    throw new IllegalStateException("To be run inside the repository: its sources are patched");
  }

  /** By name. */
  public List<PlantedBug> all() {
    return all;
  }

  /**
   * @throws IllegalArgumentException when there is no such bug
   */
  public PlantedBug named(String name) {
    return all.stream()
        .filter(bug -> bug.name().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("%s is none of %s".formatted(name, all)));
  }

  /** Compiles them against the class path of this JVM. */
  public PlantedBugCompiler compiler() {
    return new PlantedBugCompiler(repository, System.getProperty("java.class.path"));
  }

  Path repository() {
    return repository;
  }
}
