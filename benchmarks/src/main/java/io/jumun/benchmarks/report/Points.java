package io.jumun.benchmarks.report;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/** Results that count, of one scenario. */
final class Points {

  private final List<Result> results;

  Points(List<Result> results) {
    this.results = results;
  }

  static Points ofScenario(List<Result> all, String scenario) {
    return new Points(
        all.stream().filter(r -> r.scenario().equals(scenario) && r.isSound()).toList());
  }

  boolean isEmpty() {
    return results.isEmpty();
  }

  Points where(Predicate<Result> condition) {
    return new Points(results.stream().filter(condition).toList());
  }

  Points ofSystem(String system) {
    return where(result -> result.system().equals(system));
  }

  /** What there is, in the order in which it was measured. */
  <T> List<T> distinct(Function<Result, T> property) {
    return results.stream().map(property).distinct().toList();
  }

  List<String> systems() {
    return distinct(Result::system);
  }

  List<String> components() {
    return results.stream()
        .flatMap(r -> r.cpuMillis().keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  Figures perSecond() {
    return Figures.of(results, Result::perSecond);
  }

  Figures millis(String percentile) {
    return Figures.of(results, result -> result.millis().getOrDefault(percentile, Double.NaN));
  }

  Figures cpu(String component) {
    return Figures.of(results, result -> result.cpuMillis().getOrDefault(component, 0.0));
  }

  Figures figure(String name) {
    return Figures.of(
        where(result -> result.figures().containsKey(name)).results,
        result -> Objects.requireNonNull(result.figures().get(name)));
  }

  List<Result> all() {
    return results;
  }
}
