package io.jumun.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Kustomize, as a program of its own or within kubectl, where this machine has it. */
record Kustomize(List<String> command) {

  static Optional<Kustomize> onThisMachine() {
    return Stream.of(List.of("kubectl", "kustomize"), List.of("kustomize", "build"))
        .map(Kustomize::new)
        .filter(Kustomize::isThere)
        .findFirst();
  }

  private boolean isThere() {
    try {
      return !run("--help").isEmpty();
    } catch (IOException _) {
      return false; // there is no such program
    }
  }

  String render(Path folder) throws IOException {
    return run(folder.toString());
  }

  private String run(String argument) throws IOException {
    var words = Stream.concat(command.stream(), Stream.of(argument)).toList();
    var process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(words + " ended with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return output;
  }
}
