package io.jumun.faults.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes of a bug what is to be put in front of a service's class path. */
public final class PlantedBugCompiler {

  private final Path repository;
  private final String classPath;

  /**
   * @param classPath with all that the service is made of
   */
  PlantedBugCompiler(Path repository, String classPath) {
    this.repository = repository;
    this.classPath = classPath;
  }

  /**
   * Writes the classes and resources that the bug changes.
   *
   * @param into an empty directory, which then comes first on the service's class path
   * @throws IllegalStateException when the patch does not fit or what it leaves does not compile
   */
  public void compile(PlantedBug bug, Path into) {
    var files = PatchedFile.of(repository, bug.patch());
    compile(bug.name(), sources(files), into);
    files.stream()
        .filter(file -> file.kind() == PatchedFile.Kind.RESOURCE)
        .forEach(file -> write(file, into));
  }

  private static List<Source> sources(List<PatchedFile> files) {
    return files.stream()
        .filter(file -> file.kind() == PatchedFile.Kind.SOURCE)
        .map(file -> new Source(file.path(), file.patched()))
        .toList();
  }

  void compile(String name, List<Source> sources, Path into) {
    if (sources.isEmpty()) {
      return;
    }
    var options =
        List.of(
            "-parameters",
            "-g",
            "-proc:none",
            "-implicit:none",
            "-nowarn",
            "-encoding",
            StandardCharsets.UTF_8.name(),
            "-classpath",
            classPath,
            "-d",
            into.toString());
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK");
    var problems = new DiagnosticCollector<JavaFileObject>();
    if (!compiler.getTask(null, null, problems, options, null, sources).call()) {
      throw new IllegalStateException(
          problems.getDiagnostics().stream()
              .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
              .map(problem -> problem.toString().strip())
              .collect(Collectors.joining("\n", name + " does not compile:\n", "")));
    }
  }

  private static void write(PatchedFile file, Path into) {
    try {
      var target = into.resolve(file.path());
      Files.createDirectories(target.getParent());
      Files.write(target, file.patched());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A source file that exists only here. */
  static final class Source extends SimpleJavaFileObject {

    private final List<String> lines;

    Source(String path, List<String> lines) {
      super(URI.create("string:///" + path), Kind.SOURCE);
      this.lines = lines;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return String.join("\n", lines);
    }

    @Override
    public String toString() {
      return uri.getPath();
    }
  }
}
