package io.jumun.faults.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32C;

/** This program's class path, for processes that it starts. */
final class ClassPath {

  private ClassPath() {}

  /** With jars in the place of directories, which no cache of classes can hold. */
  static String ofJars(Path directory) {
    var entries = new ArrayList<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      var path = Path.of(entry);
      var jar = directory.resolve("classes-%d.jar".formatted(entries.size()));
      entries.add(Files.isDirectory(path) ? packed(path, jar).toString() : entry);
    }
    return String.join(File.pathSeparator, entries);
  }

  private static Path packed(Path classes, Path jar) {
    try {
      Files.createDirectories(jar.getParent());
      var packed = Files.createTempFile(jar.getParent(), "classes", ".jar");
      pack(classes, packed);
      // A cache of classes holds for a jar as long as nobody touches it.
      if (Files.exists(jar) && Files.mismatch(packed, jar) == -1) {
        Files.delete(packed);
      } else {
        Files.move(packed, jar, StandardCopyOption.REPLACE_EXISTING);
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot pack " + classes, e);
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (var files = Files.walk(classes);
        var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var entry = new JarEntry(classes.relativize(file).toString().replace('\\', '/'));
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        out.putNextEntry(entry);
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  /** The same for the same files; other for others, or for changed ones. */
  static String fingerprint(String classPath) {
    var hash = new CRC32C();
    for (var entry : classPath.split(File.pathSeparator)) {
      var file = new File(entry);
      var line = entry + '\n' + file.length() + '\n' + file.lastModified() + '\n';
      hash.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Long.toHexString(hash.getValue());
  }
}
