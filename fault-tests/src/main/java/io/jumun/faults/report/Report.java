package io.jumun.faults.report;

import io.jumun.books.Violation;
import io.jumun.faults.load.Pulse.Beat;
import io.jumun.faults.load.Pulse.Feeling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of a run.
 *
 * @param orders how many customers came
 */
public record Report(
    long seed,
    Instant began,
    Instant ended,
    long orders,
    List<Strike> strikes,
    List<Violation> violations,
    List<Beat> beats) {

  /** The report as text for people, in Markdown. */
  public String text() {
    var text = new StringBuilder("# Fault run\n\n").append(summary()).append("\n\n");
    text.append("| fault | times | orders meanwhile | worst recovery |\n|---|--:|--:|--:|\n");
    byKind()
        .forEach(
            (kind, times) ->
                text.append(
                    "| %s | %d | %d | %s |%n"
                        .formatted(
                            kind,
                            times.size(),
                            times.stream().mapToLong(Strike::orders).sum(),
                            worst(times))));
    text.append("\n## Violations\n\n");
    if (violations.isEmpty()) {
      text.append("None.\n");
    }
    violations.forEach(violation -> text.append("- ").append(violation).append('\n'));
    return text.toString();
  }

  public String summary() {
    return "Seed %d, %d minutes, %,d orders (%,d answered as paid, %,d rejected, %,d met trouble), %d faults of %d kinds, **%d violations**."
        .formatted(
            seed,
            Duration.between(began, ended).toMinutes(),
            orders,
            count(Feeling.PAID),
            count(Feeling.REJECTED),
            count(Feeling.TROUBLE),
            strikes.size(),
            byKind().size(),
            violations.size());
  }

  /** Leaves {@code report.md}, {@code strikes.tsv} and {@code timeline.png} in a directory. */
  public void writeTo(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("report.md"), text());
      Files.write(
          directory.resolve("strikes.tsv"),
          strikes.stream()
              .map(s -> "%s\t%s\t%s\t%s".formatted(s.began(), s.counted(), s.recovery(), s.name()))
              .toList());
      new Timeline(this).writeTo(directory.resolve("timeline.png"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the report", e);
    }
  }

  private Map<String, List<Strike>> byKind() {
    return strikes.stream()
        .sorted(Comparator.comparing(Strike::kind))
        .collect(Collectors.groupingBy(Strike::kind, LinkedHashMap::new, Collectors.toList()));
  }

  private long count(Feeling feeling) {
    return beats.stream().filter(beat -> beat.feeling() == feeling).count();
  }

  private static String worst(List<Strike> strikes) {
    if (strikes.stream().anyMatch(strike -> strike.recovery() == null)) {
      return "**never**";
    }
    return strikes.stream()
        .map(Strike::recovery)
        .max(Comparator.naturalOrder())
        .map(worst -> String.format(Locale.ROOT, "%.1f s", worst.toMillis() / 1000.0))
        .orElse("");
  }
}
