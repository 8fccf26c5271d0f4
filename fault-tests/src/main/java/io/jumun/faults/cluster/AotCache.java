package io.jumun.faults.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Classes as a JVM has them after its start, for the next JVM with the same class path. */
final class AotCache {

  private final Path file;

  private AotCache(Path file) {
    this.file = file;
  }

  static AotCache of(Path directory, String classPath) {
    return new AotCache(directory.resolve(ClassPath.fingerprint(classPath) + ".aot"));
  }

  boolean isMissing() {
    return !Files.exists(file);
  }

  /** Options of a JVM that writes the cache when it ends. */
  List<String> toCreate() {
    return List.of("-XX:AOTCacheOutput=" + file);
  }

  /** Options of a JVM that uses the cache where it fits, and does without where it does not. */
  List<String> toUse() {
    return isMissing()
        ? List.of()
        : List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off");
  }
}
