package io.jumun.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tables and pictures of all results there are. */
public final class Report {

  /** What others are compared with, where it was measured. */
  private static final List<String> BASELINES =
      List.of("single-transaction", "micro-batched", "synchronous-calls");

  private static final double NOISE_PERCENT = 5;

  private final List<Result> results;
  private final Map<String, String> machine;

  /**
   * @param machine what the figures depend on
   */
  public Report(List<Result> results, Map<String, String> machine) {
    this.results = results;
    this.machine = machine;
  }

  public void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("report.md"), text());
    try (var earlier = Files.newDirectoryStream(directory, Plots.NAMES)) {
      for (var plot : earlier) {
        Files.delete(plot); // of results that may not be there any more
      }
    }
    new Plots(results).writeTo(directory);
  }

  public String text() {
    var text = new StringBuilder("# Benchmark report\n\n");
    machine.forEach((name, value) -> text.append("- %s: %s%n".formatted(name, value)));
    text.append('\n').append(noise()).append(unsound());
    for (var scenario : scenarios()) {
      var points = Points.ofScenario(results, scenario);
      if (!points.isEmpty()) {
        text.append("## ").append(scenario).append("\n\n").append(section(points));
      }
    }
    return text.toString();
  }

  private List<String> scenarios() {
    return List.copyOf(new LinkedHashSet<>(results.stream().map(Result::scenario).toList()));
  }

  private static String section(Points points) {
    var text = new StringBuilder();
    var loaded = points.where(result -> !result.workload().isEmpty());
    for (var workload : loaded.distinct(Result::workload)) {
      var own = loaded.where(result -> result.workload().equals(workload));
      text.append("### ").append(workload).append("\n\n");
      var closed = own.where(result -> result.clients() > 0);
      if (!closed.isEmpty()) {
        text.append(throughput(closed));
      }
      text.append(latency(own));
      var open = own.where(result -> result.rate() > 0);
      references(open)
          .forEach(
              reference ->
                  text.append(ratios(open, reference, "as long (p99)", of -> of.millis("p99"))));
      text.append(cpu(own));
    }
    text.append(figures(points.where(result -> !result.figures().isEmpty())));
    return text.toString();
  }

  private static String throughput(Points points) {
    var text = new StringBuilder("Answers per second, median (least to most):\n\n");
    var clients = points.distinct(Result::clients);
    var head = Stream.concat(Stream.of("clients"), points.systems().stream()).toList();
    var absolute = new Table(head);
    for (int count : clients) {
      var row = new ArrayList<>(List.of(Integer.toString(count)));
      for (var system : points.systems()) {
        var figures = at(points, count).ofSystem(system).perSecond();
        row.add(
            "%s (%s to %s)"
                .formatted(
                    Table.whole(figures.median()),
                    Table.whole(figures.min()),
                    Table.whole(figures.max())));
      }
      absolute.row(row);
    }
    text.append(absolute.text());
    references(points)
        .forEach(reference -> text.append(ratios(points, reference, "as many", Points::perSecond)));
    return text.toString();
  }

  private static List<String> references(Points points) {
    var baselines = points.systems().stream().filter(BASELINES::contains).toList();
    // Variants of systems are compared with each other.
    return baselines.isEmpty() ? points.systems() : baselines;
  }

  private static String ratios(
      Points points, String reference, String what, Function<Points, Figures> figure) {
    var others = points.systems().stream().filter(s -> !s.equals(reference)).toList();
    if (others.isEmpty()) {
      return "";
    }
    var table = new Table(Stream.concat(Stream.of("load"), others.stream()).toList());
    for (var load : points.distinct(Report::load)) {
      var own = points.where(result -> load(result).equals(load));
      var divisor = figure.apply(own.ofSystem(reference));
      var row = new ArrayList<>(List.of(load));
      for (var system : others) {
        row.add(Table.fraction(figure.apply(own.ofSystem(system)).medianRatioTo(divisor)));
      }
      table.row(row);
    }
    return "Times %s as %s, median of the rounds' ratios:%n%n%s"
        .formatted(what, reference, table.text());
  }

  private static String latency(Points points) {
    var table =
        new Table(List.of("load", "system", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms"));
    for (var load : points.distinct(Report::load)) {
      var own = points.where(result -> load(result).equals(load));
      for (var system : own.systems()) {
        var of = own.ofSystem(system);
        var row = new ArrayList<>(List.of(load, system));
        for (var percentile : List.of("p50", "p90", "p99", "p99.9", "max")) {
          row.add(Table.fraction(of.millis(percentile).median()));
        }
        table.row(row);
      }
    }
    return "Latency, medians of the rounds (open load: from the intended start):\n\n"
        + table.text();
  }

  private static String cpu(Points points) {
    var components = points.components();
    if (components.isEmpty()) {
      return "CPU time could not be measured here.\n\n";
    }
    var head = Stream.concat(Stream.of("load", "system"), components.stream()).toList();
    var table = new Table(head);
    for (var load : points.distinct(Report::load)) {
      var own = points.where(result -> load(result).equals(load));
      for (var system : own.systems()) {
        var row = new ArrayList<>(List.of(load, system));
        for (var component : components) {
          row.add(Table.fraction(own.ofSystem(system).cpu(component).median()));
        }
        table.row(row);
      }
    }
    return "CPU milliseconds per answer by component, medians:\n\n" + table.text();
  }

  private static String figures(Points points) {
    if (points.isEmpty()) {
      return "";
    }
    var names =
        points.all().stream()
            .flatMap(result -> result.figures().keySet().stream())
            .distinct()
            .sorted()
            .toList();
    var columns = points.distinct(Report::systemAndLoad);
    var table = new Table(Stream.concat(Stream.of("figure"), columns.stream()).toList());
    for (var name : names) {
      var row = new ArrayList<>(List.of(name));
      for (var column : columns) {
        var own = points.where(result -> systemAndLoad(result).equals(column));
        row.add(Table.fraction(own.figure(name).median()));
      }
      table.row(row);
    }
    return "Medians:\n\n" + table.text();
  }

  private String noise() {
    long noisy = results.stream().filter(r -> r.foreignPercent() > NOISE_PERCENT).count();
    double others = results.stream().mapToDouble(Result::otherPercent).max().orElse(0);
    return String.format(
        Locale.ROOT,
        """
        Beside a system under test, the other systems took %.1f %% of a core at most. In %d of %d measurements \
        programs that are no part of this took more than %.0f %% of a core%s

        """,
        others,
        noisy,
        results.size(),
        NOISE_PERCENT,
        noisy == 0 ? "." : ": **the machine was not quiet**.");
  }

  private String unsound() {
    var bad = results.stream().filter(result -> !result.isSound()).toList();
    if (bad.isEmpty()) {
      return "Every answer was right, and the books agree after every measurement.\n\n";
    }
    var text =
        new StringBuilder("**Not counted, because answers were wrong or books disagree:**\n\n");
    for (var result : bad) {
      text.append(
          "- %s, round %d, %s, %s, %s: %d wrong %s, books: %s%n"
              .formatted(
                  result.scenario(),
                  result.round(),
                  result.system(),
                  result.workload(),
                  load(result),
                  result.wrong(),
                  result.samples().stream().limit(1).toList(),
                  result.disagreements()));
    }
    return text.append('\n').toString();
  }

  private static Points at(Points points, int clients) {
    return points.where(result -> result.clients() == clients);
  }

  private static String systemAndLoad(Result result) {
    return result.workload().isEmpty() ? result.system() : result.system() + ", " + load(result);
  }

  static String load(Result result) {
    return result.clients() > 0
        ? result.clients() + " clients"
        : String.format(Locale.ROOT, "%.0f/s", result.rate());
  }
}
