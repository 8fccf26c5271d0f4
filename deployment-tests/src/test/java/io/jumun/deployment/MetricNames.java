package io.jumun.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Metrics by their Prometheus names: those that are asked for, and those that there are. */
final class MetricNames {

  private static final Path PROJECT = Path.of("..");
  private static final Path OBSERVABILITY = PROJECT.resolve("docker/observability");

  private static final Pattern ASKED_FOR =
      Pattern.compile("\\b(jumun|kafka_consumer|hikaricp|jvm|process|http_server)_[a-z_]+");

  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)[{ ]");

  /** Counters with tags are there only once they have counted. */
  private static final Pattern COUNTER = Pattern.compile("counter\\(\\s*\"(jumun[a-z.]+)\"");

  private MetricNames() {}

  /** By alerts and dashboard, but for those that the collector reads from the broker. */
  static Set<String> askedFor() {
    var names = found(ASKED_FOR, MatchResult::group, read(OBSERVABILITY.resolve("alerts.yml")));
    names.addAll(
        found(
            ASKED_FOR,
            MatchResult::group,
            read(OBSERVABILITY.resolve("grafana/dashboards/jumun.json"))));
    names.removeIf(name -> name.startsWith("kafka_consumer_group_"));
    return names;
  }

  static Set<String> exported(String metrics) {
    return found(SAMPLE, match -> match.group(1), metrics);
  }

  static Set<String> countedInTheSources() {
    try (var files = Files.walk(PROJECT)) {
      return files
          .filter(file -> file.toString().contains("src/main/java"))
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> found(COUNTER, match -> match.group(1), read(file)).stream())
          .map(name -> name.replace('.', '_') + "_total")
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> found(
      Pattern pattern, Function<MatchResult, String> name, String text) {
    return pattern.matcher(text).results().map(name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
