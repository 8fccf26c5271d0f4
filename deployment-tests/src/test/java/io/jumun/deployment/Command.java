package io.jumun.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of this machine, with what it is always given.
 *
 * @param log where everything that it prints is kept
 */
record Command(List<String> words, Map<String, String> environment, Path directory, Path log) {

  private static final Duration LIMIT = Duration.ofHours(1);

  /** Waits for its end; tells what it printed. */
  String run(String... arguments) {
    var answer = tryToRun(arguments);
    if (answer.status() != 0) {
      throw new AssertionError(
          "%s %s ended with %d:\n%s"
              .formatted(words, List.of(arguments), answer.status(), answer.lastLines()));
    }
    return answer.output();
  }

  Answer tryToRun(String... arguments) {
    var command = new ArrayList<>(words);
    command.addAll(Arrays.asList(arguments));
    try {
      var output = Files.createTempFile(log.getParent(), "command", ".log");
      try {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        var process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        return answer(process, output, command);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      return new Answer(-1, e.toString());
    }
  }

  private Answer answer(Process process, Path output, List<String> command) throws IOException {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " does not end");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    var text = Files.readString(output);
    append("$ " + String.join(" ", command) + "\n" + text);
    return new Answer(process.exitValue(), text);
  }

  private void append(String text) {
    try {
      Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param status -1 when there is no such program
   */
  record Answer(int status, String output) {

    String lastLines() {
      var lines = output.lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
  }
}
