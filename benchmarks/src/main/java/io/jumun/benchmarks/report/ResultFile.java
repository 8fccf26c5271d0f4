package io.jumun.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Results as JSON, a line each. */
public final class ResultFile {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;

  public ResultFile(Path file) {
    this.file = file;
  }

  public void clear() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void append(Result result) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file,
          JSON.writeValueAsString(result) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** Of all that was measured so far; 0 before anything was. */
  public int lastRound() {
    return Files.exists(file) ? read().stream().mapToInt(Result::round).max().orElse(0) : 0;
  }

  public List<Result> read() {
    try (var lines = Files.lines(file)) {
      return lines.map(line -> JSON.readValue(line, Result.class)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
